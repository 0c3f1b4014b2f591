import { pluralsOf } from '../../lib/plural.ts'
import type { KeyWords } from './words.en.ts'

const n = pluralsOf('de')

export const words: KeyWords = {
  title: 'API-Schlüssel',
  count: (count) => n(count, { one: '# Schlüssel', other: '# Schlüssel' }),
  create: 'Neuer Schlüssel',
  columns: { name: 'Name', prefix: 'Beginnt mit', may: 'Darf', state: 'Stand', used: 'Benutzt' },
  may: (count) => n(count, { one: '# Recht', other: '# Rechte' }),
  everything: 'Alles',
  states: { active: 'Gültig', expired: 'Abgelaufen', revoked: 'Widerrufen' },
  never: 'Nie',
  empty: 'Noch keine Schlüssel',
  emptySays:
    'Mit einem Schlüssel kann ein anderes System bestellen, Bestand lesen und tun, ' +
    'was Sie erlauben.',
  createTitle: 'Ein neuer API-Schlüssel',
  createSays: 'Sie sehen ihn einmal, wenn er entsteht. Tutti behält nur seinen Fingerabdruck.',
  name: 'Name',
  nameHint: 'Wer ihn benutzt: der Shop, ein Marktplatz, ein Skript.',
  expires: 'Endet am',
  expiresHint: 'Leer gilt er, bis er widerrufen wird.',
  system: 'Spricht für das System',
  systemHint:
    'WMS, ERP, TILL-7: Wo ein System den Bestand eines Standorts führt, schreiben dort ' +
    'nur seine Schlüssel.',
  nobody: 'Keines',
  permissions: 'Was er darf',
  read: 'Lesen',
  write: 'Ändern',
  publish: 'Veröffentlichen',
  make: 'Schlüssel erstellen',
  secretTitle: 'Hier ist der Schlüssel',
  secretSays: 'Kopieren Sie ihn jetzt: niemand kann ihn noch einmal zeigen.',
  secret: 'Der Schlüssel',
  copy: 'Kopieren',
  copied: 'Kopiert',
  created: 'Erstellt',
  ends: 'Endet',
  change: 'Ändern',
  changeTitle: 'Schlüssel ändern',
  saved: 'Gespeichert',
  revoke: 'Widerrufen',
  revokeTitle: (name) => `${name} widerrufen?`,
  revokeSays:
    'Wer ihn benutzt, wird ab der nächsten Anfrage abgewiesen. Das lässt sich nicht zurücknehmen.',
  revoked: 'Widerrufen',
  concerns: {
    catalog: 'Artikel',
    demo: 'Demo',
    fulfilment: 'Arbeit an Standorten',
    identity: 'Personen und Schlüssel',
    network: 'Standorte und Kanäle',
    orders: 'Bestellungen',
    routing: 'Woher Bestellungen kommen',
    rules: 'Was verkauft werden darf',
    shipping: 'Versanddienste und Preise',
    stock: 'Bestand',
    tasks: 'Ausnahmen',
  },
}
