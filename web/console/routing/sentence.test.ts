import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { words as orderAr } from '../order/words.ar.ts'
import { words as orderDe } from '../order/words.de.ts'
import { words as orderEn } from '../order/words.en.ts'
import { plain, sentenceOf } from './sentence.ts'
import type { Rule, Tongue } from './tongue.ts'
import { words as ar } from './words-sentence.ar.ts'
import { words as de } from './words-sentence.de.ts'
import { words as en } from './words-sentence.en.ts'

const same = (code: string) => code
const names = {
  place: (code: string) => (code === 'A' ? 'Store A' : code),
  channel: (code: string) => (code === 'WEB' ? 'Web shop' : code),
  group: same,
  owner: same,
  partner: same,
  service: same,
  country: (code: string) => (code === 'FR' ? 'France' : code),
  currency: 'EUR',
  digits: 2,
}
const english: Tongue = { ...names, language: 'en', said: en, methods: orderEn.methods }
const german: Tongue = { ...names, language: 'de', said: de, methods: orderDe.methods }
const arabic: Tongue = { ...names, language: 'ar', said: ar, methods: orderAr.methods }

type Terms = Parameters<typeof sentenceOf>[0]
const anything: Terms = {
  from: null,
  until: null,
  when: [],
  use: [{ places: {} }],
  choose: { by: 'least_cost' },
  never: {},
  wishes: [],
  otherwise: 'channel',
}
const says = (rule: Partial<Terms>, tongue = english) => {
  const text = plain(sentenceOf({ ...anything, ...rule }, tongue))
  return text.replaceAll(/[\u00a0\u202f]/g, ' ')
}
const midnight = (day: string) => new Date(`${day}T00:00:00`).toISOString()

const SAME_DAY: Partial<Terms> = {
  when: [
    { of: 'method', in: ['same_day'] },
    { of: 'channel', in: ['WEB'], not: true },
  ],
  use: [{ places: { kinds: ['store'] } }, { places: { groups: ['METRO'] }, keeps: 2 }],
  choose: { by: 'ranking', ranking: ['nearest', 'most_stock'], completeFirst: true },
  never: { sameDay: true, maxKm: 25, maxParcels: 1 },
  otherwise: 'next_rule',
}

/** Each kind of condition, as it is said. */
const CONDITIONS: [Rule['when'][number], string][] = [
  [{ of: 'country', in: ['FR', 'DE'] }, 'country is France or DE'],
  [{ of: 'region', in: ['BY'], not: true }, 'region is not BY'],
  [{ of: 'postcode', in: ['75'] }, 'postcode begins with 75'],
  [{ of: 'sku', in: ['RUG'], lines: 'any' }, 'an item is RUG'],
  [{ of: 'category', in: ['Sofas'], lines: 'all' }, 'every item is in Sofas'],
  [{ of: 'sku_tag', in: ['ss27'], lines: 'any', not: true }, 'no item is tagged ss27'],
  [{ of: 'hazard', in: [], lines: 'any' }, 'an item is dangerous goods'],
  [
    { of: 'hazard', in: ['3', '8'], lines: 'all', not: true },
    'not every item is dangerous goods (Flammable liquids or Corrosives)',
  ],
  [{ of: 'value', from: 4000, below: 10_050 }, 'order value is from €40.00 to below €100.50'],
  [{ of: 'units', below: 10 }, 'number of units is below 10'],
  [{ of: 'lines', from: 3 }, 'number of lines is 3 or more'],
  [{ of: 'weight', from: 31_500 }, 'weight is 31.5 kg or more'],
  [{ of: 'longest', from: 1205 }, 'longest side is 120.5 cm or more'],
  [{ of: 'customer', in: ['guest', 'business'] }, 'customer is a guest or a business'],
  [{ of: 'customer_tag', in: ['vip'], not: true }, 'customer is not tagged vip'],
  [{ of: 'order_tag', in: ['gift', 'rush'] }, 'order is tagged gift or rush'],
  [
    {
      of: 'any_of',
      conditions: [
        { of: 'country', in: ['FR'], not: true },
        { of: 'order_tag', in: ['gift'] },
      ],
    },
    'at least one is so (country is not France, or order is tagged gift)',
  ],
  [{ of: 'any_of', conditions: [{ of: 'order_tag', in: ['gift'] }] }, 'order is tagged gift'],
  [
    {
      of: 'any_of',
      conditions: [
        {
          of: 'all_of',
          conditions: [
            { of: 'country', in: ['FR'] },
            { of: 'order_tag', in: ['gift'] },
          ],
        },
        { of: 'all_of', conditions: [{ of: 'lines', from: 3 }] },
      ],
    },
    'at least one is so ((country is France and order is tagged gift), ' +
      'or number of lines is 3 or more)',
  ],
  [{ of: 'wanted_in', below: 3 }, 'time until it is wanted is below 3 days'],
  [
    { of: 'wanted_on', from: '2026-12-22', until: '2026-12-24' },
    'wanted by a day that is from Dec 22, 2026 to Dec 24, 2026',
  ],
  [{ of: 'weekday', in: [6, 7] }, 'day is Saturday or Sunday'],
  [{ of: 'hours', from: '22:00', until: '06:00' }, 'time is 10:00 PM to 6:00 AM'],
]

describe('a routing rule in a sentence', () => {
  it('says when, from where, in which order, within which limits, and what else', () => {
    assert.equal(
      says(SAME_DAY),
      'When delivery is Same-day delivery and channel is not Web shop use Stores, then places of ' +
        'the group METRO keeping 2 of each item there, ranked by nearest, then most stock, a ' +
        'place that has all first; never later than on the same day, farther than 25 km, or in ' +
        'more than 1 parcel; else ask the next rule',
    )
    assert.equal(
      says(SAME_DAY, german),
      'Wenn Lieferart ist Lieferung am selben Tag und Kanal ist nicht Web shop nimm Läden, dann ' +
        'Standorte der Gruppe METRO, wobei dort 2 je Artikel bleiben, der Reihe nach: nächster ' +
        'Standort, dann größter Bestand, zuerst ein Standort, der alles hat; nie später als am ' +
        'selben Tag, weiter als 25 km oder in mehr als 1 Paket; sonst die nächste Regel fragen',
    )
    assert.match(
      says(SAME_DAY, arabic),
      /^إذا كان .* وكان .* استخدم المتاجر، ثم .*؛ وإلا اسأل القاعدة التالية$/,
    )
  })

  it('says that it is about everything where nothing is named', () => {
    assert.equal(
      says({}),
      'For any delivery use all places at the least cost; else as the channel says',
    )
  })

  it('says each kind of condition', () => {
    for (const [condition, wanted] of CONDITIONS) {
      assert.ok(
        says({ when: [condition] }).startsWith(`When ${wanted} use`),
        says({ when: [condition] }),
      )
    }
  })

  it('says what wishes are worth, for and against places', () => {
    const wishes: Rule['wishes'] = [
      { places: { locations: ['A'] }, perParcel: -15_000 },
      { places: { tags: ['busy'] }, perParcel: 30_000, byWorkload: true },
      { places: { tags: ['small'] }, perUnit: 20_000, stockBelow: 6 },
      { places: { groups: ['OUTLET'] }, goods: { skus: ['RUG', 'CUP'] }, perUnit: -20_000 },
      { places: {}, except: { countries: ['FR'] }, goods: { categories: ['Sofas'] }, perUnit: 250 },
    ]
    const told = says({ wishes })
    assert.match(told, /; a parcel from Store A counts €1\.50 less;/)
    assert.match(told, /; a unit of RUG or CUP from places of the group OUTLET counts €2\.00 less;/)
    assert.match(told, /; a parcel from places tagged busy counts up to €3\.00 more, the busier/)
    assert.match(
      told,
      /; a unit from places tagged small counts up to €2\.00 more, the fewer of 6 it has;/,
    )
    assert.match(
      told,
      /; a unit of Sofas from all places, but not places in France counts €0\.025 more;/,
    )
  })

  it('says how goods may be parted, and what travels alone', () => {
    const never = { maxParcelsPerLine: 2, alone: ['Paint', 'Gas'], together: ['Sofas'] }
    assert.match(
      says({ never }),
      /never one item in more than 2 parcels, Paint and Gas in one parcel with other goods,/,
    )
    assert.match(says({ never: { maxParcelsPerLine: 2 } }, arabic), /في أكثر من طردين/)
  })

  it('says from where nothing comes on which days, in each language', () => {
    const stores = { places: { kinds: ['store' as const] } }
    const closed = (of: object, tongue = english) =>
      says({ never: { closed: [{ ...stores, ...of }] } }, tongue)
    const christmas = { from: '2026-12-24', until: '2026-12-31' }
    assert.match(closed({ weekdays: [6, 7] }), /; never on Saturday or Sunday from Stores;/)
    assert.match(closed(christmas), /never between Dec 24, 2026 and Dec 31, 2026 from Stores;/)
    assert.match(closed({ from: '2026-12-24' }), /never from Dec 24, 2026 on from Stores;/)
    assert.match(
      closed({ places: {}, until: '2026-12-31' }),
      /never until Dec 31, 2026 from any place;/,
    )
    assert.match(
      closed({ ...christmas, weekdays: [7] }, german),
      /nie am Sonntag vom 24\.12\.2026 bis 31\.12\.2026 von Läden;/,
    )
    assert.match(closed({ weekdays: [7] }, arabic), /أبدًا يوم الأحد من المتاجر؛/)
    const yearly = { from: '2026-12-24', until: '2027-01-02', yearly: true }
    const inWords = /never between December 24 and January 2 of every year from Stores;/
    assert.match(closed(yearly), inWords)
    assert.match(
      closed(yearly, german),
      /nie vom 24\. Dezember bis 2\. Januar jedes Jahr von Läden;/,
    )
    assert.match(closed(yearly, arabic), /بين 24 ديسمبر و2 يناير من كل عام من المتاجر؛/)
    const mayDay = { from: '2026-05-01', until: '2026-05-01', yearly: true }
    assert.match(closed(mayDay), /never on May 1 of every year from Stores;/)
    assert.match(closed(mayDay, german), /nie am 1\. Mai jedes Jahr von Läden;/)
  })

  it('says who is there soonest, and what the rank of a place is worth', () => {
    const choose = { by: 'ranking' as const, ranking: ['soonest' as const], completeFirst: false }
    const wishes: Rule['wishes'] = [{ places: { kinds: ['store'] }, perRank: 2000 }]
    assert.match(says({ choose }), /ranked by soonest there;/)
    const more =
      /; a parcel from Stores counts €0\.20 more for each place before it in the channel;/
    assert.match(says({ wishes }), more)
    assert.match(says({ choose, wishes }, german), /am frühesten da; .* im Kanal davor steht;/)
    assert.match(says({ choose, wishes }, arabic), /الأسرع وصولًا؛ .* يسبقه في القناة؛/)
  })

  it('says its days, the last one with it', () => {
    const from = midnight('2026-12-01')
    const told = says({ from, until: midnight('2026-12-25') })
    assert.match(told, /, from Dec 1, 2026 until Dec 24, 2026$/)
  })

  it('says amounts without a currency where channels have several', () => {
    const told = says(
      { never: { noSplitBelow: { value: 4000 } } },
      { ...english, currency: undefined, digits: undefined },
    )
    assert.match(told, /; never split below 40\.00;/)
    const whole = { ...english, currency: undefined, digits: 0 }
    const yenOrWon = says({ never: { noSplitBelow: { value: 4000 } } }, whole)
    assert.match(yenOrWon, /; never split below 4,000;/)
  })
})
