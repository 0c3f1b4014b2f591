/** As many as the server gives at once. */
const EACH = 200

type Asked = { limit: number; cursor?: string }

/** All rows of what the server pages, for what is chosen from or named as a whole. */
export async function allPages<Row>(
  page: (query: Asked) => Promise<{ items: readonly Row[]; next: string | null }>,
): Promise<Row[]> {
  const rows: Row[] = []
  let cursor: string | undefined
  do {
    // Each page says where the next one begins.
    // oxlint-disable-next-line no-await-in-loop
    const { items, next } = await page({ limit: EACH, ...(cursor !== undefined && { cursor }) })
    rows.push(...items)
    cursor = next ?? undefined
  } while (cursor !== undefined)
  return rows
}
