import { pluralsOf } from '../../lib/plural.ts'
import { words as hazards } from '../skus/words-hazards.de.ts'
import type { SentenceWords } from './words-sentence.en.ts'

const n = pluralsOf('de')
const is = (not: boolean) => (not ? 'ist nicht' : 'ist')

export const words: SentenceWords = {
  forAny: 'Für',
  anyDelivery: 'jede Lieferung',
  when: 'Wenn',
  and: 'und',
  comma: ', ',
  separator: ';',
  of: {
    channel: 'Kanal',
    method: 'Lieferart',
    country: 'Land',
    region: 'Region',
    weekday: 'Tag',
    value: 'Bestellwert',
    units: 'Stückzahl',
    lines: 'Zahl der Positionen',
    weight: 'Gewicht',
    longest: 'längste Seite',
    customer: 'Kunde',
    wanted_in: 'Zeit bis zum Wunschtag',
  },
  customers: { guest: 'Gast', registered: 'registriert', business: 'Firma' },
  orderTag: (values, not) => `Bestellung hat ${not ? 'nicht ' : ''}das Schlagwort ${values}`,
  anyOf: (all) => (all.length === 1 ? all[0]! : `mindestens eines stimmt (${all.join(', oder ')})`),
  allOf: (all) => (all.length === 1 ? all[0]! : `(${all.join(' und ')})`),
  hazardous: (classes) => (classes === '' ? 'Gefahrgut' : `Gefahrgut (${classes})`),
  hazards,
  customerTag: (values, not) => `Kunde hat ${not ? 'nicht ' : ''}das Schlagwort ${values}`,
  wantedOn: (from, until, not) => {
    const lead = `Wunschtag ${is(not)}`
    if (until === undefined) return `${lead} ${from} oder später`
    return from === undefined ? `${lead} ${until} oder früher` : `${lead} ${from} bis ${until}`
  },
  condition: (what, values, not) => `${what} ${is(not)} ${values}`,
  postcode: (values, not) => `Postleitzahl beginnt ${not ? 'nicht ' : ''}mit ${values}`,
  hours: (from, until, not) => `Uhrzeit ${is(not)} ${from} bis ${until}`,
  range: (what, from, below, not) => {
    const lead = `${what} ${is(not)}`
    if (below === undefined) return `${lead} ${from} oder mehr`
    return from === undefined ? `${lead} unter ${below}` : `${lead} ab ${from} und unter ${below}`
  },
  goods: {
    sku: (values) => values,
    category: (values) => `aus ${values}`,
    sku_tag: (values) => `mit dem Schlagwort ${values}`,
  },
  ofGoods: {
    any: (which, not) => `${not ? 'kein' : 'ein'} Artikel ist ${which}`,
    all: (which, not) => `${not ? 'nicht jeder' : 'jeder'} Artikel ist ${which}`,
  },
  use: 'nimm',
  thenUse: ', dann',
  allPlaces: 'alle Standorte',
  anyPlace: 'irgendeinem Standort',
  places: 'Standorte',
  kinds: {
    store: 'Läden',
    dark_store: 'Läden ohne Kunden',
    pop_up: 'Pop-ups',
    warehouse: 'Lager',
    distribution_centre: 'Verteilzentren',
    third_party: 'Dienstleister',
    supplier: 'Lieferanten',
    marketplace_warehouse: 'Marktplatzlager',
    locker: 'Schließfächer',
    pickup_point: 'Abholpunkte',
  },
  placed: {
    kind: (name) => `der Art ${name}`,
    group: (name) => `der Gruppe ${name}`,
    tag: (name) => `mit dem Schlagwort ${name}`,
    owner: (name) => `von ${name}`,
    partner: (name) => `betrieben von ${name}`,
    country: (name) => `in ${name}`,
    region: (name) => `in ${name}`,
  },
  except: (places, others) => `${places}, aber nicht ${others}`,
  keeps: (units) => `, wobei dort ${units} je Artikel bleiben`,
  opens: (amount) => `, auch wo das ${amount} spart`,
  leastLead: 'zu',
  leastCost: 'den geringsten Kosten',
  rankedLead: 'der Reihe nach:',
  thenBy: ', dann ',
  rankings: {
    priority: 'Vorrang im Kanal',
    nearest: 'nächster Standort',
    soonest: 'am frühesten da',
    most_stock: 'größter Bestand',
    least_busy: 'wenigste Arbeit',
  },
  completeFirst: ', zuerst ein Standort, der alles hat',
  never: (limits) => `; nie ${limits}`,
  limits: {
    onTime: 'später als am gewünschten Tag',
    sameDay: 'später als am selben Tag',
    maxKm: (distance) => `weiter als ${distance}`,
    sameCountry: 'aus einem anderen Land',
    closed: ({ places, weekdays, from, until, isYearly }) => {
      const which = weekdays === undefined ? '' : `am ${weekdays} `
      const place = `von ${places}`
      if (from === undefined) return `${which}${until === undefined ? '' : `bis ${until} `}${place}`
      const between = from === until ? `am ${from}` : `vom ${from} bis ${until}`
      const dates = until === undefined ? `ab ${from}` : between
      return `${which}${dates}${isYearly ? ' jedes Jahr' : ''} ${place}`
    },
    services: (names) => `anders als mit ${names}`,
    maxParcels: (parcels) =>
      n(parcels, { one: 'in mehr als # Paket', other: 'in mehr als # Paketen' }),
    wholeLines: 'einen Artikel von zwei Standorten',
    shipComplete: 'nur einen Teil davon',
    splitBelow: (amount) => `geteilt unter ${amount}`,
    splitBelowUnits: (units) => `geteilt unter ${units} Stück`,
    perLine: (parcels) =>
      n(parcels, {
        one: 'einen Artikel in mehr als # Paket',
        other: 'einen Artikel in mehr als # Paketen',
      }),
    alone: (categories) => `${categories} in einem Paket mit anderem`,
    together: (categories) => `${categories} von mehreren Standorten`,
  },
  counts: (amount, isLess) => `${amount} ${isLess ? 'weniger' : 'mehr'}`,
  wishGoods: (categories, tags, skus) => {
    const kinds = [
      ...(categories === undefined ? [] : [`aus ${categories}`]),
      ...(tags === undefined ? [] : [`mit dem Schlagwort ${tags}`]),
      ...(skus === undefined ? [] : [`von ${skus}`]),
    ]
    return ['ein Stück', kinds.join(' oder ')].filter(Boolean).join(' ')
  },
  wishParcel: (places, worth) => `ein Paket von ${places} zählt ${worth}`,
  wishUnit: (goods, places, worth) => `${goods} von ${places} zählt ${worth}`,
  wishBusy: (places, amount) => {
    return `ein Paket von ${places} zählt bis zu ${amount} mehr, je mehr dort zu tun ist`
  },
  wishRank: (places, amount) => {
    const each = 'für jeden Standort, der im Kanal davor steht'
    return `ein Paket von ${places} zählt ${amount} mehr ${each}`
  },
  wishStock: (goods, places, amount, units) => {
    return `${goods} von ${places} zählt bis zu ${amount} mehr, je weniger von ${units} dort sind`
  },
  elseLead: '; sonst',
  otherwise: {
    next_rule: 'die nächste Regel fragen',
    channel: 'wie der Kanal es sagt',
    accept: 'auf Ware warten lassen',
    ask: 'einen Menschen fragen',
    refuse: 'die Bestellung ablehnen',
    cancel: 'stornieren, was kein Standort liefern kann',
  },
  since: (day) => `ab ${day}`,
  until: (day) => `bis ${day}`,
}
