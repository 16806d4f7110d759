import { useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';

const LOOK_MS = 200;
/** The same code again within this time is the same look at it. */
const SAME_MS = 4_000;

/** The browser's own reader of codes, which not every browser has. */
interface CodeDetector {
  detect(source: HTMLVideoElement): Promise<ReadonlyArray<{ readonly rawValue: string }>>;
}
const { BarcodeDetector } = globalThis as {
  readonly BarcodeDetector?: new (options: { formats: string[] }) => CodeDetector;
};

/** For browsers without one. Begun with the page, since a door that lost its network cannot load it. */
const ownReader = BarcodeDetector ? undefined : import('jsqr');
ownReader?.catch(() => {});

type Reader = (video: HTMLVideoElement) => Promise<string | undefined>;

/** Reads QR codes off the device's camera; offered where there is one to ask for. */
export function Camera({ onCode }: { readonly onCode: (code: string) => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const report = useRef(onCode);
  report.current = onCode;
  const [on, setOn] = useState(false);
  const [fault, setFault] = useState<string>();

  useEffect(() => {
    const element = video.current;
    if (!on || !element) return;
    const stopping = new AbortController();
    watch(element, code => report.current(code), stopping.signal).catch(() => {
      setOn(false);
      setFault('The camera cannot be used. Allow it in the browser, or type the code.');
    });
    return () => stopping.abort();
  }, [on]);

  if (!navigator.mediaDevices) return null;
  return (
    <div className="camera stack">
      <span>
        <Button
          aria-pressed={on}
          onClick={() => {
            setFault(undefined);
            setOn(!on);
          }}
        >
          {on ? 'Stop the camera' : 'Scan with the camera'}
        </Button>
      </span>
      {fault && <p className="soft">{fault}</p>}
      {on && <video ref={video} className="camera-picture" playsInline muted aria-label="What the camera sees" />}
    </div>
  );
}

/** Shows the camera's picture and reports codes until it is told to stop. Rejects if there is no camera to be had. */
async function watch(video: HTMLVideoElement, report: (code: string) => void, signal: AbortSignal): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  const end = () => {
    for (const track of stream.getTracks()) track.stop();
  };
  if (signal.aborted) return end();
  signal.addEventListener('abort', end);
  video.srcObject = stream;
  await video.play();
  const read = await makeReader();
  let [latest, at] = ['', 0];
  const look = async () => {
    if (signal.aborted) return;
    const code = await read(video).catch(() => undefined);
    if (code && (code !== latest || Date.now() - at > SAME_MS)) {
      [latest, at] = [code, Date.now()];
      report(code);
    }
    setTimeout(look, LOOK_MS);
  };
  await look();
}

/** The browser's own reader, else one in JavaScript. */
async function makeReader(): Promise<Reader> {
  if (BarcodeDetector) {
    const detector = new BarcodeDetector({ formats: ['qr_code'] });
    return async video => (await detector.detect(video))[0]?.rawValue;
  }
  const jsqr = (await ownReader)?.default;
  if (!jsqr) throw new Error('There is no reader of QR codes.');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return async video => {
    const { videoWidth: width, videoHeight: height } = video;
    if (!context || width === 0) return undefined;
    Object.assign(canvas, { width, height });
    context.drawImage(video, 0, 0);
    return jsqr(context.getImageData(0, 0, width, height).data, width, height)?.data;
  };
}
