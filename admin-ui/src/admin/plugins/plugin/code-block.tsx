interface CodeBlockProps {
  readonly label: string;
  readonly text: string;
}

/** Code that may be longer than its frame; the frame scrolls, by keyboard as well. */
export function CodeBlock({ label, text }: CodeBlockProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section className="code" aria-label={label} tabIndex={0}>
      <pre>
        <code>{text}</code>
      </pre>
    </section>
  );
}
