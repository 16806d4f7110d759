import { writeFile } from 'node:fs/promises';
import { editorSchema } from '../src/manifest/editor-schema.ts';

await writeFile(new URL('../plugin.schema.json', import.meta.url), `${JSON.stringify(editorSchema(), null, 2)}\n`);
