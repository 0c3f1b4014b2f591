import { pluralsOf } from '../../lib/plural.ts'

const n = pluralsOf('en')

export const words = {
  title: 'Network map',
  viewsLabel: 'Show as',
  views: { map: 'Map', list: 'List' },
  picture: 'map',
  healths: { healthy: 'Healthy', busy: 'Busy', late: 'Late work', paused: 'Paused' },
  legend: 'What the colours mean; press to filter',
  locations: (count: number) => n(count, { one: '# location', other: '# locations' }),
  areas: { country: 'By country', region: 'By region' },
  noRegion: 'No region',
  sizeIs: 'Size: units to sell',
  sizeIsSku: (sku: string) => `Size: units of ${sku}`,
  summary: (count: number) =>
    n(count, { one: 'Map with # location', other: 'Map with # locations' }),
  summaryHealth: (name: string, count: string) => `${name}: ${count}`,
  keys:
    'Arrows go from location to location, Enter opens, + and - zoom, ' +
    '0 shows all, L shows a list.',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  showAll: 'Show all',
  work: (count: number) => n(count, { one: '# piece of work', other: '# pieces of work' }),
  late: (count: number) => n(count, { one: '# late', other: '# late' }),
  units: (count: number) => n(count, { one: '# unit to sell', other: '# units to sell' }),
  unitsOf: (count: number, sku: string) =>
    n(count, { one: `# unit of ${sku}`, other: `# units of ${sku}` }),
  notCounted: 'Not counted',
  notCountedSku: (sku: string) => `${sku} is not counted: there is always enough`,
  fedLate: (source: string) => `No numbers from ${source} for too long`,
  soldOut: (count: number) => n(count, { one: '# SKU sold out', other: '# SKUs sold out' }),
  missing: (count: number) =>
    n(count, { one: '# is not on the map', other: '# are not on the map' }),
  missingTitle: 'Not on the map',
  missingSays: 'Without coordinates nobody knows where they are: add them on their page.',
  mend: 'Add coordinates',
  columns: {
    name: 'Location',
    health: 'Health',
    place: 'Place',
    open: 'Work',
    late: 'Late',
    units: 'Units to sell',
    unitsOf: (sku: string) => `Units of ${sku}`,
    soldOut: 'Sold out SKUs',
    feed: 'Age of numbers',
  },
  sku: 'Item',
  skuFind: 'Only one item: name or code',
  categoryUnknown: (name: string) => `There is no category ${name}, or no stock of it anywhere.`,
  skuUnknown: (code: string) => `There is no item ${code}, or no stock of it anywhere.`,
  noneShown: 'No location is shown',
  noneShownSays: 'Press the legend to show others.',
  empty: 'No locations yet',
  emptySays: 'A location is a place that holds stock or does work: a store, a warehouse, a locker.',
  noPoints: 'No location has coordinates',
  noPointsSays: 'The list shows them; add coordinates on the page of each.',
  toList: 'Show the list',
  landFailed: 'The land could not be drawn; the locations are right all the same.',
}

export type MapWords = typeof words
