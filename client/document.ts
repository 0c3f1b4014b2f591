import { createHash } from 'node:crypto'

/** The OpenAPI document of a running server, as it is kept in the repository. */
export async function documentText(address: string): Promise<string> {
  const answer = await fetch(`${address}/reference/json`)
  return `${JSON.stringify(await answer.json(), null, 1)}\n`
}

/** What ties the types to the document they were made of. */
export function hashOfDocument(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
