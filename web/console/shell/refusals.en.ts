/** What a refusal is called, and what to do, by its code. */
export type Refusals = Readonly<Record<string, { title: string; says: string }>>

/** In English the server says it itself. */
export const refusals: Refusals = {}
