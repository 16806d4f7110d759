import type { PluginVersionPageQuery } from '../../../generated/graphql.ts';

type Review = NonNullable<NonNullable<NonNullable<PluginVersionPageQuery['plugin']>['version']>['review']>;

const LOOKS = { INFO: 'neutral', WARNING: 'warn', SEVERE: 'bad' } as const;

/** What was found when the bundle was looked through. */
export function Findings({ findings }: Pick<Review, 'findings'>) {
  return (
    <section className="card stack" aria-labelledby="findings">
      <h3 id="findings">Found in its files</h3>
      {findings.length === 0 && <p className="soft">Nothing that a reviewer should look at.</p>}
      {findings.length > 0 && (
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col">Where</th>
                <th scope="col">About it</th>
              </tr>
            </thead>
            <tbody>
              {findings.map(({ severity, code, file, line, message }) => (
                <tr key={`${code} ${file} ${line} ${message}`}>
                  <td>
                    <span className={`badge ${LOOKS[severity]}`}>{code}</span>
                  </td>
                  <td>
                    <code>{line == null ? file : `${file}:${line}`}</code>
                  </td>
                  <td>{message}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** What the bundle holds, and where to get it to read. */
export function Files({ files, bundleUrl }: Pick<Review, 'files' | 'bundleUrl'>) {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    <section className="card stack" aria-labelledby="files">
      <div className="row between">
        <h3 id="files">Its files: {formatBytes(total)}</h3>
        <a className="button plain" href={bundleUrl} download>
          Get the bundle
        </a>
      </div>
      <ul className="permission-list">
        {files.map(({ name, bytes }) => (
          <li key={name}>
            <code>{name}</code> <span className="soft">{formatBytes(bytes)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const kilobytes = new Intl.NumberFormat(undefined, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 });
const formatBytes = (bytes: number) => kilobytes.format(bytes / 1_000);
