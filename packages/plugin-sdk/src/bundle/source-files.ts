import { readFile } from 'node:fs/promises';

/** A fault in a plugin's folder; `file` is relative to the folder, lines and columns count from 1. */
export interface SourceIssue {
  file: string;
  line?: number;
  column?: number;
  message: string;
}

/** What a file holds; undefined if there is none. */
export async function readOptional(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
