import type { Client, Json } from '../app.ts'

/** Units that orders were really given, by location. */
export async function unitsGiven(client: Client): Promise<Record<string, number>> {
  const { items } = (await client.get('/v1/orders')).body
  const units: Record<string, number> = {}
  for (const { id } of items) {
    const { body } = await client.get(`/v1/orders/${id}`)
    for (const { location, quantity } of body.lines.flatMap((line: Json) => line.allocations)) {
      units[location] = (units[location] ?? 0) + quantity
    }
  }
  return units
}
