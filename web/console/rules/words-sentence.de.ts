import { pluralsOf } from '../../lib/plural.ts'
import type { SentenceWords } from './words-sentence.en.ts'

const n = pluralsOf('de')

type Ranged = Parameters<SentenceWords['quota']>[0]

function rest({ category, tag }: Ranged): string {
  const parts = [
    category === null ? '' : ` der Kategorie ${category}`,
    tag === null ? '' : ` mit dem Schlagwort ${tag}`,
  ]
  return parts.join('')
}

const per = (of: Ranged) => (of.sku === null ? `je Artikel${rest(of)}` : `von ${of.sku}${rest(of)}`)
const any = (of: Ranged) => (of.sku === null ? `jeden Artikel${rest(of)}` : `${of.sku}${rest(of)}`)
const none = (of: Ranged) => {
  return of.sku === null ? `keinen Artikel${rest(of)}` : `${of.sku}${rest(of)} nicht`
}
const days = (count: number) => n(count, { one: '# Tag', other: '# Tagen' })

export const words: SentenceWords = {
  pool: (of, sells) => `Verkaufe ${sells ? any(of) : none(of)}`,
  eligibility: (of, may) => `Liefere ${may ? any(of) : none(of)}`,
  safetyStock: (of, units) => `Behalte ${units} ${per(of)}`,
  safetyShare: (of, share) => `Behalte ${share} des Bestands ${per(of)}`,
  threshold: (of, units) => `Halte ${units} ${per(of)} von allem Verkäuflichen zurück`,
  quota: (of, units) => `Verkaufe höchstens ${units} ${per(of)}`,
  ringFence: (of, units) => `Lege ${units} ${per(of)} beiseite`,
  ringFenceShare: (of, share) => `Lege ${share} des Bestands ${per(of)} beiseite`,
  purchaseLimit: {
    order: (of, units) => `Verkaufe höchstens ${units} ${per(of)} in einer Bestellung`,
    customer: (of, units) => `Verkaufe höchstens ${units} ${per(of)} an einen Kunden`,
    address: (of, units) => `Verkaufe höchstens ${units} ${per(of)} an eine Adresse`,
  },
  least: (of, least) => `Verkaufe mindestens ${least} ${per(of)} in einer Bestellung`,
  leastAndMost: (of, least, most) => {
    return `Verkaufe mindestens ${least} und höchstens ${most} ${per(of)} in einer Bestellung`
  },
  withinDays: (count) => `innerhalb von ${days(count)}`,
  holdLimit: (of, minutes) => {
    return `Halte ${any(of)} ${n(minutes, { one: '# Minute', other: '# Minuten' })} im Warenkorb`
  },
  extended: (times) => (times === 0 ? 'ohne Verlängerung' : `bis zu ${times}-mal verlängert`),
  open: {
    customer: (count) => {
      return `höchstens ${n(count, { one: '# Warenkorb', other: '# Warenkörbe' })} je Kunde`
    },
    address: (count) => {
      return `höchstens ${n(count, { one: '# Warenkorb', other: '# Warenkörbe' })} je Adresse`
    },
  },
  preOrder: (of, count) => `Verkaufe ${any(of)} vorab bei Ankunft innerhalb von ${days(count)}`,
  certain: (percent) => `wenn sie zu mindestens ${percent} sicher ist`,
  atMost: (units) => `höchstens ${units}`,
  backorder: (of, units) => `Verkaufe bis zu ${units} ${per(of)} mehr, als da ist`,
  sentWithin: (count) => `zu versenden innerhalb von ${days(count)}`,
  at: 'an',
  from: 'von',
  location: (name) => `Standort ${name}`,
  locations: ({ group, tag, kind }) => {
    const parts = [
      group === null ? '' : ` der Gruppe ${group}`,
      tag === null ? '' : ` mit dem Schlagwort ${tag}`,
      kind === null ? '' : ` der Art ${kind}`,
    ]
    return `Standorten${parts.join('')}`
  },
  everyLocation: 'allen Standorten',
  beforePlace: ', ',
  beforeRest: ', ',
  channel: (name) => `für ${name}`,
  allChannels: 'für alle Kanäle',
  method: (name) => `als „${name}“`,
  weekdays: (names) => `am ${names}`,
  hours: (from, to) => `von ${from} bis ${to} Uhr`,
  since: (day) => `ab ${day}`,
  until: (day) => `bis ${day}`,
  end: '.',
}
