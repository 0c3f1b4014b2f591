import type { Client } from '../app.ts'

/** Stock that other systems tell, how often they should, and who is in charge. */
export async function callFeeds({ get, post }: Client): Promise<void> {
  const asOf = Temporal.Now.instant().toString()
  const rows = [
    { sku: 'X', location: 'A', quantity: 5 },
    { sku: 'X', location: 'NOWHERE', quantity: 5 },
  ]
  const feed = { source: 'WMS', kind: 'delta', number: 'on_hand', asOf, rows }
  await post('/v1/stock-feeds', { ...feed, dryRun: true })
  const { body } = await post('/v1/stock-feeds', feed)
  await get('/v1/stock-feeds')
  await get('/v1/stock-feeds?location=A&source=WMS')
  await get(`/v1/stock-feeds/${body.feed.id}`)
  const watch = { location: 'A', source: 'WMS', everyMinutes: 60, bufferPercent: 10 }
  await post('/v1/stock-feed-watches', watch)
  await get('/v1/stock-feed-watches')
  const authority = { concern: 'stock_on_hand', location: 'A', owner: null }
  await post('/v1/authorities', authority)
  await get('/v1/authorities')
}
