/** A refusal: its HTTP status, what happened, and what the caller can do. */
export type Entry = { status: number; title: string; remedy: string }

export function entry(status: number, title: string, remedy: string): Entry {
  return { status, title, remedy }
}
