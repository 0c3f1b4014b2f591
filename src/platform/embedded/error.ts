/** What stands in the way of the embedded database, and what a person can do about it. */
export class EmbeddedError extends Error {}

/** The code of an error of the system (ENOENT, EACCES …), else its words. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code
  return code ?? String(error)
}
