import type { WhyRuleWords } from './words-why-rule.en.ts'

export const words: WhyRuleWords = {
  nominated: (place, firm) =>
    `Es sollte von ${place} kommen${firm ? ' und von nirgends sonst' : ', wenn dort alles da war'}`,
  nominatedMore: 'Das hat gesagt, wer bestellt hat.',
  decided: (rule) => `Entschieden hat die Regel „${rule}“`,
  none: 'Keine Routing-Regel passte',
  noneMore: 'Also entschied der Plan des Kanals.',
  version: (version) => `Fassung ${version} der Routing-Regeln.`,
  passed: (rules) => {
    const names = rules.map((rule) => `„${rule}“`).join(', ')
    return `Vorher passte ${names}, aber an diesen Standorten war nicht alles da.`
  },
  tier: (no) => `Sie ging weiter zu ihren Standorten Nr. ${no}.`,
  alone: (category) => `${category} reist in einem eigenen Paket.`,
  wish: (no, worth, isLess) => `Nr. ${no} zählt ${worth} ${isLess ? 'weniger' : 'mehr'}`,
  wishes: (all, isCut) =>
    `Wünsche der Regel: ${all}${isCut ? '; sie nehmen nicht mehr weg, als das Paket kostet' : ''}.`,
  noCheaper: 'Die Regel lässt keinen günstigeren Weg zu',
  ranked: 'Die Regel sagt, in welcher Reihenfolge Standorte genommen werden',
  short: {
    accept: 'Nach der Regel wartet auf Ware, was fehlt.',
    ask: 'Nach der Regel wird jemand gefragt, wenn etwas fehlt.',
    refuse: 'Nach der Regel wird abgelehnt, was fehlt.',
    cancel: 'Die Regel storniert, was kein Standort liefern kann.',
  },
  failed: {
    works: (day) => `am ${day}`,
    comes: (day) => `dort ${day}`,
    until: (moment) => `bis ${moment}`,
    weight: (has, most) => `zählt ${has}, höchstens ${most}`,
    longest: (has, most) => `${has} lang, höchstens ${most}`,
    girth: (has, most) => `Gurtmaß ${has}, höchstens ${most}`,
  },
  reasons: {
    not_nominated: 'Nicht der genannte Standort',
    not_in_rule: 'Nicht unter den Standorten der Regel',
    other_country: 'In einem anderen Land',
    closed_by_rule: 'Von der Regel geschlossen am Tag, an dem dort daran gearbeitet würde',
    not_same_day: 'Versendet am selben Tag nichts oder nichts mehr',
    too_far: 'Weiter weg, als die Regel erlaubt',
    too_late: 'Käme später als gewünscht',
    kept_by_rule: 'Bleibt nach der Regel dort',
  },
}
