import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'

const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'

describe('the SKUs of a product', () => {
  let app: App
  let client: Client
  let picture: string
  before(async () => {
    app = await startApp()
    client = await app.client()
    picture = (await client.post('/v1/pictures', { svg })).body.picture
    const skus = ['S', 'M', 'L'].map((size) => ({
      code: `TS-ELM-NVY-${size}`,
      name: `Elm T-shirt, navy, ${size}`,
      category: 'Tops',
      product: 'TS-ELM',
      options: { size, colour: 'navy' },
      prices: [
        { currency: 'EUR', amount: 1990 },
        { currency: 'CHF', amount: 2190 },
      ],
      picture,
    }))
    const bowl = { code: 'BW-1', name: 'Bowl of the Fjørd, 0.3 l', category: 'Table' }
    const reply = await client.post('/v1/skus', { skus: [...skus, bowl, { code: 'X', name: 'X' }] })
    assert.deepEqual(
      reply.body.outcomes.map(({ outcome }: Json) => outcome),
      Array.from({ length: 5 }, () => 'created'),
    )
  })
  after(() => app.stop())

  const codesOf = async (query: string): Promise<string[]> => {
    const { status, body } = await client.get(`/v1/skus?${query}`)
    assert.equal(status, 200, JSON.stringify(body))
    return body.items.map(({ code }: Json) => code)
  }

  it('say what they are a variant of, what they cost and how they look', async () => {
    const { body } = await client.get('/v1/skus/TS-ELM-NVY-M')
    assert.equal(body.product, 'TS-ELM')
    assert.deepEqual(body.options, { size: 'M', colour: 'navy' })
    assert.deepEqual(body.prices, [
      { currency: 'CHF', amount: 2190 },
      { currency: 'EUR', amount: 1990 },
    ])
    assert.equal(body.picture, picture)
    const bare = (await client.get('/v1/skus/X')).body
    assert.deepEqual([bare.product, bare.options, bare.prices, bare.picture], [null, {}, [], null])
  })

  it('may be bundles of others of the same request, and are recognised then too', async () => {
    const part = { sku: 'KIT-PART', quantity: 2 }
    const skus = [
      { code: 'KIT', name: 'Kit', kind: 'bundle', components: [part, { sku: 'X', quantity: 1 }] },
      { code: 'KIT-PART', name: 'Part' },
      { code: 'KIT-WRAP', name: 'Wrap', kind: 'not_stocked' },
      { code: 'KITS', name: 'Kits', kind: 'bundle', components: [{ sku: 'KIT', quantity: 1 }] },
      { code: 'KIT', name: 'Kit' },
    ]
    const told = async () => {
      const { body } = await client.post('/v1/skus', { skus })
      return body.outcomes.map((one: Json) => one.problem?.code ?? one.outcome)
    }
    const refused = ['sku_unknown', 'code_taken']
    assert.deepEqual(await told(), ['created', 'created', 'created', ...refused])
    // By then it is known that a bundle is named.
    const again = ['bundle_invalid', 'code_taken']
    assert.deepEqual(await told(), ['exists', 'exists', 'exists', ...again])
    const { kind, components } = (await client.get('/v1/skus/KIT')).body
    assert.deepEqual([kind, components], ['bundle', skus[0]!.components])
    const plain = (await client.get('/v1/skus/X')).body
    assert.deepEqual([plain.kind, plain.components], ['stocked', []])
  })

  it('are recognised when they are sent again, and refused if different', async () => {
    const same = {
      code: 'TS-ELM-NVY-S',
      name: 'Elm T-shirt, navy, S',
      category: 'Tops',
      product: 'TS-ELM',
      options: { colour: 'navy', size: 'S' },
      prices: [
        { amount: 2190, currency: 'CHF' },
        { currency: 'EUR', amount: 1990 },
      ],
      picture,
    }
    const others = [
      same,
      { ...same, prices: same.prices.slice(1) },
      { ...same, options: { size: 'S' } },
    ]
    const { outcomes } = (await client.post('/v1/skus', { skus: others })).body
    assert.deepEqual(
      outcomes.map(({ outcome, problem }: Json) => problem?.code ?? outcome),
      ['exists', 'code_taken', 'code_taken'],
    )
  })

  it('are found by the start of a code, and by words of the name', async () => {
    const shirts = ['TS-ELM-NVY-L', 'TS-ELM-NVY-M', 'TS-ELM-NVY-S']
    assert.deepEqual(await codesOf('q=ts-elm'), shirts)
    assert.deepEqual(await codesOf('q=TS-ELM-NVY-m'), ['TS-ELM-NVY-M'])
    assert.deepEqual(await codesOf('q=shirt'), shirts)
    assert.deepEqual(await codesOf('q=t-shi%20nav'), shirts)
    assert.deepEqual(await codesOf('q=navy%20elm%20m'), ['TS-ELM-NVY-M'])
    assert.deepEqual(await codesOf('q=fj%C3%B8rd'), ['BW-1'])
    assert.deepEqual(await codesOf('q=FJ%C3%98'), ['BW-1'])
    assert.deepEqual(await codesOf('q=0.3%20bowl'), ['BW-1'])
    assert.deepEqual(await codesOf('q=elm%20bowl'), [])
    for (const odd of [
      "'",
      "a'b",
      '\\',
      ':*',
      '!',
      '%',
      '&|()',
      'a:*b',
      '"',
      '🧦',
      '<->',
      'a&b|c!',
    ]) {
      await codesOf(`q=${encodeURIComponent(odd)}`)
    }
  })

  it('are not looked for by what no text can hold', async () => {
    for (const field of ['q', 'category']) {
      const { status, body } = await client.get(`/v1/skus?${field}=a%00`)
      assert.deepEqual([status, body.code, body.field], [400, 'text_invalid', `/${field}`])
    }
  })

  it('are listed by product, category, tag and state, page by page', async () => {
    assert.deepEqual(await codesOf('category=Table'), ['BW-1'])
    assert.equal((await codesOf('product=TS-ELM')).length, 3)
    const first = (await client.get('/v1/skus?product=TS-ELM&limit=2')).body
    const rest = await codesOf(`product=TS-ELM&limit=2&cursor=${first.next}`)
    assert.deepEqual(rest, ['TS-ELM-NVY-S'])
    const set = { action: 'set', fields: { tags: ['new', 'heavy', 'new'] } }
    const tagged = await client.post('/v1/skus/X/changes', { version: 1, changes: [set] })
    assert.deepEqual([tagged.status, tagged.body.tags], [200, ['heavy', 'new']])
    assert.deepEqual(await codesOf('tag=heavy'), ['X'])
    const tagsOf = async (query = '') => (await client.get(`/v1/sku-tags${query}`)).body
    assert.deepEqual((await tagsOf()).items, [
      { tag: 'heavy', skus: 1 },
      { tag: 'new', skus: 1 },
    ])
    const one = await tagsOf('?limit=1')
    const second = await tagsOf(`?limit=1&cursor=${one.next}`)
    assert.deepEqual(second, { items: [{ tag: 'new', skus: 1 }], next: null })
    assert.deepEqual((await tagsOf('?q=ne')).items, [{ tag: 'new', skus: 1 }])
    assert.deepEqual((await tagsOf('?q=eavy')).items, [])
    await client.post('/v1/skus/X/changes', { version: 2, changes: [{ action: 'archive' }] })
    assert.deepEqual((await tagsOf()).items, [])
    assert.deepEqual(await codesOf('state=archived'), ['X'])
    const changes = [{ action: 'set', fields: { name: 'Again' } }]
    const late = await client.post('/v1/skus/X/changes', { version: 3, changes })
    assert.deepEqual([late.status, late.body.code], [409, 'archived'])
    assert.ok(!(await codesOf('state=active')).includes('X'))
    assert.ok((await codesOf('')).includes('X'))
    const { items } = (await client.get('/v1/sku-categories')).body
    assert.deepEqual(items, [
      { category: 'Table', skus: 1 },
      { category: 'Tops', skus: 3 },
    ])
    const page = (await client.get('/v1/sku-categories?limit=1')).body
    const next = (await client.get(`/v1/sku-categories?limit=1&cursor=${page.next}`)).body
    assert.deepEqual(next, { items: items.slice(1), next: null })
  })

  it('are changed as a whole or not at all; what is left out stays', async () => {
    const path = '/v1/skus/TS-ELM-NVY-L'
    const set = (fields: object, version: number) =>
      client.post(`${path}/changes`, { version, changes: [{ action: 'set', fields }] })
    const prices = [{ currency: 'JPY', amount: 3000 }]
    const dear = await set({ prices, options: {} }, 1)
    assert.deepEqual([dear.status, dear.body.version], [200, 2])
    assert.deepEqual([dear.body.prices, dear.body.options], [prices, {}])
    assert.deepEqual([dear.body.product, dear.body.picture], ['TS-ELM', picture])
    const bare = await set({ product: null, picture: null, prices: [] }, 2)
    assert.deepEqual(bare.body, (await client.get(path)).body)
    assert.deepEqual([bare.body.product, bare.body.picture, bare.body.prices], [null, null, []])
    assert.equal((await set({ product: 'P' }, 1)).body.code, 'version_conflict')
  })

  const eur = { currency: 'EUR', amount: 1 }
  const faults: [string, object, string, string][] = [
    [
      'a price in no currency',
      { prices: [eur, { ...eur, currency: 'XYZ' }] },
      'currency_unknown',
      '/prices/1/currency',
    ],
    ['two prices in one', { prices: [eur, eur] }, 'price_twice', '/prices/1/currency'],
    [
      'a picture nobody sent',
      { picture: `/v1/pictures/${'a'.repeat(64)}` },
      'picture_unknown',
      '/picture',
    ],
    ['a picture elsewhere', { picture: 'https://example.com/a.svg' }, 'field_invalid', '/picture'],
    ['a negative price', { prices: [{ ...eur, amount: -1 }] }, 'field_invalid', '/prices/0/amount'],
    ['half a cent', { prices: [{ ...eur, amount: 0.5 }] }, 'field_invalid', '/prices/0/amount'],
    ['an option with an odd name', { options: { Größe: 'M' } }, 'field_unknown', '/options/Größe'],
    ['an empty option', { options: { size: '' } }, 'field_invalid', '/options/size'],
    ['an odd product', { product: ' ' }, 'field_invalid', '/product'],
  ]
  for (const [what, fields, code, field] of faults) {
    it(`refuses ${what}, and names the field`, async () => {
      const changes = [{ action: 'set', fields }]
      const changed = await client.post('/v1/skus/BW-1/changes', { version: 1, changes })
      assert.equal(changed.body.code, code, JSON.stringify(changed.body))
      assert.equal(changed.body.field, `/changes/0/fields${field}`)
      const one = { code: 'NEW', name: 'New', ...fields }
      const { body } = await client.post('/v1/skus', { skus: [one] })
      const problem = body.outcomes?.[0].problem ?? body
      assert.deepEqual([problem.code, problem.field], [code, `/skus/0${field}`])
      assert.equal((await client.get('/v1/skus/NEW')).status, 404)
    })
  }

  it('stay light where orders are placed: neither prices nor pictures come along', async () => {
    await app.orders.skus.load(['TS-ELM-NVY-M'])
    const known = app.orders.skus.byCode('TS-ELM-NVY-M')!
    for (const field of ['prices', 'picture', 'options']) assert.ok(!(field in known))
  })

  it('share a picture that is kept once', async () => {
    await client.post('/v1/pictures', { svg })
    const [row] = await app.platform.db.query<{ n: number }>(
      sql`select count(*) as n from catalog.picture`,
    )
    assert.equal(row!.n, 1)
  })
})

describe('a picture', () => {
  let app: App
  before(async () => {
    app = await startApp()
  })
  after(() => app.stop())

  it('is shown to whoever may read the catalog, for ever, and cannot act', async () => {
    const { body } = await (await app.client(['catalog:write'])).post('/v1/pictures', { svg })
    const client = await app.client(['catalog:read'])
    // Past the client that knows JSON only.
    const { headers, status, text } = await client.raw(body.picture)
    assert.deepEqual([status, text], [200, svg])
    assert.equal(headers.get('content-type'), 'image/svg+xml; charset=utf-8')
    const policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert.equal(headers.get('content-security-policy'), policy)
    assert.equal(headers.get('cache-control'), 'private, max-age=31536000, immutable')
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
    assert.equal((await fetch(`${app.address}${body.picture}`)).status, 401)
    const other = await (await app.client(['orders:read'])).get(body.picture)
    assert.equal(other.body.code, 'permission_missing')
    for (const none of ['a'.repeat(64), 'A'.repeat(64), 'x', '..%2F']) {
      assert.equal((await client.get(`/v1/pictures/${none}`)).body.code, 'not_found')
    }
  })

  it('that could act is refused, and nothing is kept', async () => {
    const client = await app.client()
    const bad = svg.replace('<path', '<script>alert(1)</script><path')
    const reply = await client.post('/v1/pictures', { svg: bad })
    assert.deepEqual(
      [reply.status, reply.body.code, reply.body.field],
      [422, 'picture_invalid', '/svg'],
    )
    assert.match(reply.body.detail, /<script>/)
    const large = await client.post('/v1/pictures', { svg: 'a'.repeat(65_537) })
    assert.deepEqual([large.status, large.body.field], [400, '/svg'])
    const wide = `${svg.slice(0, -6)}<title>${'é'.repeat(40_000)}</title></svg>`
    assert.match((await client.post('/v1/pictures', { svg: wide })).body.detail, /bytes/)
  })
})
