import { pluralsOf } from '../../lib/plural.ts'
import type { MapWords } from './words.en.ts'

const n = pluralsOf('de')

export const words: MapWords = {
  title: 'Netzkarte',
  viewsLabel: 'Zeigen als',
  views: { map: 'Karte', list: 'Liste' },
  picture: 'Karte',
  healths: {
    healthy: 'In Ordnung',
    busy: 'Viel zu tun',
    late: 'Verspätet',
    paused: 'Pausiert',
  },
  legend: 'Was die Farben bedeuten; drücken filtert',
  locations: (count) => n(count, { one: '# Standort', other: '# Standorte' }),
  areas: { country: 'Nach Land', region: 'Nach Region' },
  noRegion: 'Ohne Region',
  sizeIs: 'Größe: verkäufliche Stücke',
  sizeIsSku: (sku) => `Größe: Stücke von ${sku}`,
  summary: (count) => n(count, { one: 'Karte mit # Standort', other: 'Karte mit # Standorten' }),
  summaryHealth: (name, count) => `${name}: ${count}`,
  keys:
    'Pfeile gehen von Standort zu Standort, Enter öffnet, + und - ändern die Größe, ' +
    '0 zeigt alles, L zeigt eine Liste.',
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  showAll: 'Alles zeigen',
  work: (count) => n(count, { one: '# Auftrag', other: '# Aufträge' }),
  late: (count) => n(count, { one: '# verspätet', other: '# verspätet' }),
  units: (count) => n(count, { one: '# verkäufliches Stück', other: '# verkäufliche Stücke' }),
  unitsOf: (count, sku) => n(count, { one: `# Stück ${sku}`, other: `# Stück ${sku}` }),
  notCounted: 'Nicht gezählt',
  notCountedSku: (sku) => `${sku} wird nicht gezählt: Es ist immer genug da`,
  fedLate: (source) => `Zu lange keine Zahlen von ${source}`,
  soldOut: (count) => n(count, { one: '# Artikel ausverkauft', other: '# Artikel ausverkauft' }),
  missing: (count) => n(count, { one: '# fehlt auf der Karte', other: '# fehlen auf der Karte' }),
  missingTitle: 'Nicht auf der Karte',
  missingSays:
    'Ohne Koordinaten weiß niemand, wo sie liegen: Tragen Sie sie auf der Seite des Standorts ein.',
  mend: 'Koordinaten eintragen',
  columns: {
    name: 'Standort',
    health: 'Zustand',
    place: 'Ort',
    open: 'Aufträge',
    late: 'Verspätet',
    units: 'Verkäuflich',
    unitsOf: (sku) => `Stück ${sku}`,
    soldOut: 'Ausverkauft',
    feed: 'Alter der Zahlen',
  },
  sku: 'Artikel',
  skuFind: 'Nur ein Artikel: Name oder Code',
  categoryUnknown: (name) => `Eine Kategorie ${name} gibt es nicht, oder nirgends Bestand davon.`,
  skuUnknown: (code) => `Einen Artikel ${code} gibt es nicht, oder nirgends Bestand davon.`,
  noneShown: 'Kein Standort wird gezeigt',
  noneShownSays: 'Drücken Sie auf die Legende, um andere zu zeigen.',
  empty: 'Noch keine Standorte',
  emptySays:
    'Ein Standort hält Bestand oder arbeitet Bestellungen ab: ' +
    'ein Laden, ein Lager, ein Schließfach.',
  noPoints: 'Kein Standort hat Koordinaten',
  noPointsSays: 'Die Liste zeigt sie; tragen Sie die Koordinaten auf ihren Seiten ein.',
  toList: 'Liste zeigen',
  landFailed: 'Das Land konnte nicht gezeichnet werden; die Standorte stimmen trotzdem.',
}
