import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { words as locationsAr } from '../locations/words.ar.ts'
import { words as locationsDe } from '../locations/words.de.ts'
import { words as locationsEn } from '../locations/words.en.ts'
import { words as orderAr } from '../order/words.ar.ts'
import { words as orderDe } from '../order/words.de.ts'
import { words as orderEn } from '../order/words.en.ts'
import { sentenceOf, type Said, type Tongue } from './sentence.ts'
import { words as ar } from './words-sentence.ar.ts'
import { words as de } from './words-sentence.de.ts'
import { words as en } from './words-sentence.en.ts'

const names = {
  place: (code: string) => (code === 'A' ? 'Store A' : code),
  channel: (code: string) => (code === 'WEB' ? 'Web shop' : code),
  group: (code: string) => (code === 'OUTLETS' ? 'Outlets' : code),
}
const english: Tongue = {
  ...names,
  language: 'en-GB',
  said: en,
  methods: orderEn.methods,
  kinds: locationsEn.kinds,
}
const german: Tongue = {
  ...names,
  language: 'de',
  said: de,
  methods: orderDe.methods,
  kinds: locationsDe.kinds,
}
const arabic: Tongue = {
  ...names,
  language: 'ar',
  said: ar,
  methods: orderAr.methods,
  kinds: locationsAr.kinds,
}

const any = {
  sku: null,
  category: null,
  skuTag: null,
  location: null,
  group: null,
  locationTag: null,
  locationKind: null,
  channel: null,
  method: null,
  from: null,
  until: null,
  weekdays: null,
  hours: null,
}
const midnight = (day: string) => new Date(`${day}T00:00:00`).toISOString()

type Limit = Extract<Said['terms'], { kind: 'purchase_limit' }>
const limit = (of: Partial<Limit>): Limit => {
  return {
    kind: 'purchase_limit',
    quantity: null,
    minQuantity: null,
    per: 'order',
    days: null,
    ...of,
  }
}

/** One of each kind, as it is said in English and in German. */
const told: readonly [Said, english: string, german: string][] = [
  [
    {
      ...any,
      group: 'OUTLETS',
      until: midnight('2026-12-25'),
      terms: { kind: 'safety_stock', quantity: 2, percent: null },
    },
    'Keep 2 of each SKU at locations of the group Outlets, for all channels, ' +
      'until 24 December 2026.',
    'Behalte 2 je Artikel, an Standorten der Gruppe Outlets, für alle Kanäle, ' +
      'bis 24. Dezember 2026.',
  ],
  [
    {
      ...any,
      category: 'Shoes',
      location: 'A',
      terms: { kind: 'safety_stock', quantity: null, percent: 12.5 },
    },
    'Keep 12.5% of what is on hand of each SKU of the category Shoes at Store A, ' +
      'for all channels.',
    'Behalte 12,5 % des Bestands je Artikel der Kategorie Shoes, an Standort Store A, ' +
      'für alle Kanäle.',
  ],
  [
    {
      ...any,
      locationKind: 'pop_up',
      channel: 'WEB',
      weekdays: [7, 6],
      hours: { from: '09:00', to: '18:00' },
      terms: { kind: 'pool', sells: false },
    },
    'Do not sell any SKU from locations of the kind Pop-up, for Web shop, ' +
      'on Saturday and Sunday, from 09:00 to 18:00.',
    'Verkaufe keinen Artikel, von Standorten der Art Pop-up, für Web shop, ' +
      'am Samstag und Sonntag, von 09:00 bis 18:00 Uhr.',
  ],
  [
    { ...any, terms: { kind: 'pool', sells: true } },
    'Sell any SKU from every location, for all channels.',
    'Verkaufe jeden Artikel, von allen Standorten, für alle Kanäle.',
  ],
  [
    {
      ...any,
      sku: 'LAMP',
      method: 'express',
      locationTag: 'small',
      terms: { kind: 'eligibility', eligible: false },
    },
    'Do not deliver LAMP from locations tagged small, for all channels, as “Express delivery”.',
    'Liefere LAMP nicht, von Standorten mit dem Schlagwort small, für alle Kanäle, ' +
      'als „Expresslieferung“.',
  ],
  [
    {
      ...any,
      skuTag: 'sale',
      method: 'locker',
      terms: { kind: 'eligibility', eligible: true },
    },
    'Deliver any SKU tagged sale from every location, for all channels, as “To a locker”.',
    'Liefere jeden Artikel mit dem Schlagwort sale, von allen Standorten, für alle Kanäle, ' +
      'als „An ein Schließfach“.',
  ],
  [
    { ...any, channel: 'WEB', terms: { kind: 'threshold', quantity: 5 } },
    'Keep 5 back from all that there is to sell of each SKU, for Web shop.',
    'Halte 5 je Artikel von allem Verkäuflichen zurück, für Web shop.',
  ],
  [
    {
      ...any,
      sku: 'LAMP',
      channel: 'WEB',
      from: midnight('2026-12-01'),
      until: '2026-12-24T12:30:00Z',
      terms: { kind: 'quota', quantity: 1000 },
    },
    'Sell at most 1,000 of LAMP, for Web shop, from 1 December 2026, until ',
    'Verkaufe höchstens 1.000 von LAMP, für Web shop, ab 1. Dezember 2026, bis ',
  ],
  [
    { ...any, channel: 'WEB', terms: { kind: 'ring_fence', quantity: 20, percent: null } },
    'Set 20 of each SKU aside, for Web shop.',
    'Lege 20 je Artikel beiseite, für Web shop.',
  ],
  [
    { ...any, channel: 'WEB', terms: { kind: 'ring_fence', quantity: null, percent: 10 } },
    'Set 10% of what is on hand of each SKU aside, for Web shop.',
    'Lege 10 % des Bestands je Artikel beiseite, für Web shop.',
  ],
  [
    { ...any, terms: limit({ quantity: 2 }) },
    'Sell at most 2 of each SKU in one order, for all channels.',
    'Verkaufe höchstens 2 je Artikel in einer Bestellung, für alle Kanäle.',
  ],
  [
    { ...any, sku: 'LAMP', terms: limit({ quantity: 20, minQuantity: 7 }) },
    'Sell at least 7 and at most 20 of LAMP in one order, for all channels.',
    'Verkaufe mindestens 7 und höchstens 20 von LAMP in einer Bestellung, für alle Kanäle.',
  ],
  [
    { ...any, terms: limit({ minQuantity: 7 }) },
    'Sell at least 7 of each SKU in one order, for all channels.',
    'Verkaufe mindestens 7 je Artikel in einer Bestellung, für alle Kanäle.',
  ],
  [
    { ...any, terms: limit({ quantity: 2, per: 'customer', days: 30 }) },
    'Sell at most 2 of each SKU to one customer, within 30 days, for all channels.',
    'Verkaufe höchstens 2 je Artikel an einen Kunden, innerhalb von 30 Tagen, für alle Kanäle.',
  ],
  [
    {
      ...any,
      terms: { kind: 'hold_limit', minutes: 15, extensions: 2, open: 3, per: 'customer' },
    },
    'Keep any SKU in a cart for 15 minutes, up to 2 times longer, ' +
      'at most 3 carts of one customer, for all channels.',
    'Halte jeden Artikel 15 Minuten im Warenkorb, bis zu 2-mal verlängert, ' +
      'höchstens 3 Warenkörbe je Kunde, für alle Kanäle.',
  ],
  [
    { ...any, terms: { kind: 'pre_order', quantity: 50, withinDays: 30, minConfidence: 80 } },
    'Sell any SKU that arrives within 30 days, ' +
      'if that is at least 80% certain, at most 50, for all channels.',
    'Verkaufe jeden Artikel vorab bei Ankunft innerhalb von 30 Tagen, ' +
      'wenn sie zu mindestens 80 % sicher ist, höchstens 50, für alle Kanäle.',
  ],
  [
    { ...any, sku: 'LAMP', terms: { kind: 'backorder', quantity: 10, days: 1 } },
    'Sell up to 10 more than there is of LAMP, to be sent within 1 day, for all channels.',
    'Verkaufe bis zu 10 von LAMP mehr, als da ist, ' +
      'zu versenden innerhalb von 1 Tag, für alle Kanäle.',
  ],
]

describe('the sentence of a rule', () => {
  for (const [rule, inEnglish, inGerman] of told) {
    it(`says a rule of the kind ${rule.terms.kind} from its terms`, () => {
      const plain = (text: string) => text.replaceAll(/\u00A0|\u202F/g, ' ')
      assert.ok(plain(sentenceOf(rule, english)).startsWith(inEnglish), sentenceOf(rule, english))
      assert.ok(plain(sentenceOf(rule, german)).startsWith(inGerman), sentenceOf(rule, german))
    })
  }

  it('says all that differs, in each language', () => {
    const changes: Partial<Said>[] = [
      { sku: 'LAMP' },
      { category: 'Shoes' },
      { skuTag: 'sale' },
      { location: 'A' },
      { group: 'OUTLETS' },
      { locationTag: 'small' },
      { locationKind: 'store' },
      { channel: 'WEB' },
      { method: 'express' },
      { from: midnight('2026-12-01') },
      { until: midnight('2026-12-01') },
      { weekdays: [1] },
      { hours: { from: '09:00', to: '18:00' } },
      ...told.slice(2).map(([{ terms }]) => ({ terms })),
    ]
    const [[first]] = [told[0]!]
    const base = { ...any, terms: first.terms }
    for (const tongue of [english, german, arabic]) {
      const sentences = [{}, ...changes].map((change) => sentenceOf({ ...base, ...change }, tongue))
      assert.equal(new Set(sentences).size, sentences.length, sentences.join('\n'))
    }
  })

  it('is Arabic in Arabic', () => {
    for (const [rule] of told) {
      const sentence = sentenceOf({ ...rule, ...any }, arabic)
      assert.match(sentence, /^\p{Script=Arabic}/u)
      assert.doesNotMatch(sentence, /[a-z]{2,}/)
    }
  })
})
