import { pluralsOf } from '../../lib/plural.ts'
import type { WhyShortWords } from './words-why-short.en.ts'

const n = pluralsOf('de')

export const words: WhyShortWords = {
  titleWaiting: 'Warum wartet es?',
  titleWaited: 'Warum hat es gewartet?',
  titleCancelled: 'Warum wurde es storniert?',
  nobody: 'Kein Standort hatte etwas davon',
  nobodyCould: 'Kein Standort konnte etwas davon senden',
  allUnfilled: 'Was da war, war für den Versand zu teuer',
  waits: (goods) => `Wartet auf Ware: ${goods}`,
  waitsMore: 'Kommt Ware, wird zuerst die höchste Priorität bedient, dann die älteste Bestellung.',
  waitsToPass: (goods) => `Wartet: ${goods}`,
  waitsToPassMore: 'Das geht von selbst vorüber. Dann wird neu entschieden.',
  waitsElseCancelled:
    'Das geht von selbst vorüber. Dann wird es gesendet, oder storniert, wenn es kein Standort ' +
    'senden kann.',
  wasShort: (goods) => `Fehlte: ${goods}`,
  cancelled: (goods) => `Storniert: ${goods}`,
  had: (reason, places) =>
    `${reason}: ${n(places, {
      one: '# Standort, der etwas davon hatte.',
      other: '# Standorte, die etwas davon hatten.',
    })}`,
  lacking: {
    no_stock: 'Kein Standort hatte es.',
    too_dear: 'Es zu senden hätte mehr gekostet, als es wegzulassen.',
    limits: 'In ihren Grenzen konnte die Regel es nicht senden.',
    kept_back: 'Was davon da war, wurde zurückgehalten.',
    no_room: 'Wo es war, hat kein Tag Platz: Die Tageskapazität ist 0.',
  },
  elsewhere: 'Es war nicht da.',
  whyLeft: (reason) => `Wo es war: ${reason}.`,
}
