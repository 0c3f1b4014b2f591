/**
 * A small retailer of things for the home, in two countries: made up, but with real places, so that
 * distances and costs are what they would be.
 */

export const legalEntities = [
  { code: 'HL-FR', name: 'Halvard & Lune SAS', country: 'FR' },
  { code: 'HL-BE', name: 'Halvard & Lune BV', country: 'BE' },
]

export const brand = { code: 'HL', name: 'Halvard & Lune', legalEntity: 'HL-FR' }

const store = { kind: 'store', pickup: true, handlingCost: '1.20', parcelCost: '0.60' }
const french = { legalEntity: 'HL-FR', country: 'FR', timeZone: 'Europe/Paris' }
const belgian = { legalEntity: 'HL-BE', country: 'BE', timeZone: 'Europe/Brussels' }

const longName = 'Bordeaux Promenade Sainte-Catherine, upper floor and collection desk'

export const locations = [
  {
    ...french,
    code: 'WH-SARAN',
    name: 'Orléans warehouse',
    kind: 'warehouse',
    city: 'Saran',
    lat: 47.95,
    lon: 1.876,
    handlingCost: '0.40',
    parcelCost: '0.35',
  },
  { ...store, ...french, code: 'PAR', name: 'Paris Marais', lat: 48.8589, lon: 2.3622 },
  { ...store, ...french, code: 'LYO', name: 'Lyon Presqu’île', lat: 45.764, lon: 4.8357 },
  { ...store, ...french, code: 'LIL', name: 'Vieux-Lille', lat: 50.6413, lon: 3.06 },
  { ...store, ...french, code: 'BOR', name: longName, lat: 44.8398, lon: -0.5745 },
  { ...store, ...belgian, code: 'BRU', name: 'Brussels Sablon', lat: 50.841, lon: 4.3556 },
  { ...store, ...belgian, code: 'ANT', name: 'Antwerp Meir', lat: 51.218, lon: 4.405 },
]

const pool = locations.map(({ code }, i) => ({ location: code, priority: i + 1 }))
const sells = { brand: 'HL', currency: 'EUR', timeZone: 'Europe/Paris', pool }

export const channels = [
  { ...sells, code: 'WEB', name: 'Web shop', kind: 'site', onShortage: 'accept', orderPrefix: 'W' },
  {
    ...sells,
    code: 'MARKET',
    name: 'Marketplace',
    kind: 'marketplace',
    onShortage: 'accept',
    orderPrefix: 'M',
  },
  {
    ...sells,
    code: 'PHONE',
    name: 'Call centre',
    kind: 'call_centre',
    onShortage: 'ask',
    orderPrefix: 'C',
  },
]

const longItem =
  'Planter, frost-proof fibre clay, 60 cm, with drainage insert, saucer and four felt feet; ' +
  'anthracite outside, sand inside, numbered edition signed by the workshop in Anduze'

/** Code, name, grams, price in cents, stock: warehouse, Paris, Lyon, Lille, Bordeaux, BRU, ANT. */
const items: [string, string, number, number, number[]][] = [
  ['LAMP-OAK', 'Table lamp, oak and linen', 1900, 8900, [0, 3, 0, 2, 0, 0, 0]],
  ['MUG-STONE-4', 'Stoneware mugs, set of 4', 1600, 3400, [60, 6, 4, 5, 3, 6, 4]],
  ['THROW-WOOL', 'Wool throw, charcoal', 1100, 7900, [38, 4, 2, 0, 3, 2, 0]],
  ['CUSHION-45', 'Linen cushion, 45 × 45 cm', 500, 2990, [85, 8, 6, 6, 5, 7, 4]],
  ['CHAIR-ASH', 'Dining chair, ash', 5400, 15900, [24, 0, 2, 0, 0, 0, 4]],
  ['KNIFE-20', 'Chef’s knife, 20 cm', 320, 6950, [0, 4, 3, 0, 2, 3, 0]],
  ['CANDLE-FIG', 'Scented candle, fig', 400, 2400, [120, 12, 9, 8, 6, 10, 9]],
  ['TOWEL-SAGE', 'Bath towel, sage', 700, 2750, [70, 0, 5, 4, 0, 6, 5]],
  ['RUG-JUTE-240', 'Jute rug, 170 × 240 cm', 9200, 19900, [0, 0, 0, 0, 0, 0, 0]],
  ['SHEETS-DBL', 'Cotton sheet set, double', 1800, 9500, [45, 3, 2, 3, 2, 2, 3]],
  ['MIRROR-80', 'Wall mirror, round, 80 cm', 6100, 12900, [0, 1, 2, 0, 0, 0, 0]],
  ['LINEN-RAW', 'Upholstery linen, by the metre', 420, 2200, [180, 0, 0, 0, 0, 25, 0]],
  ['PLANTER-60-ANTHRACITE-SAND-NUMBERED-EDITION', longItem, 8600, 34900, [3, 0, 0, 0, 0, 0, 1]],
]

export const prices = new Map(items.map(([code, , , price]) => [code, price]))

export const skus = items.map(([code, name, weightG]) => ({
  code,
  name,
  weightG,
  ...(code === 'LINEN-RAW' ? { unit: 'm', decimals: 1 } : {}),
}))

export const levels = items.flatMap(([sku, , , , stock]) =>
  stock.map((onHand, i) => ({ sku, location: locations[i]!.code, onHand })),
)

/** Name, street, postal code, city, country, latitude, longitude. */
const addresses: [string, string, string, string, string, number, number][] = [
  ['Camille Roussel', '14 rue des Écouffes', '75004', 'Paris', 'FR', 48.8565, 2.3592],
  ['Yannick Le Goff', '3 quai de la Fosse', '44000', 'Nantes', 'FR', 47.2113, -1.5632],
  ['Sofie Vermeulen', 'Kloosterstraat 88', '2000', 'Antwerpen', 'BE', 51.2145, 4.3943],
  ['Mehdi Benali', '27 cours Julien', '13006', 'Marseille', 'FR', 43.2934, 5.3838],
  ['Élodie Marchetti', '9 rue de la République', '69002', 'Lyon', 'FR', 45.7637, 4.8366],
  ['Jan De Smet', 'Korenlei 12', '9000', 'Gent', 'BE', 51.0543, 3.7201],
  ['Inès Fernandes', '41 rue Nationale', '59800', 'Lille', 'FR', 50.6366, 3.0586],
  ['Thomas Klein', '5 rue des Juifs', '67000', 'Strasbourg', 'FR', 48.584, 7.7509],
  ['Nora Lambert', 'Rue Haute 133', '1000', 'Bruxelles', 'BE', 50.8389, 4.3487],
  ['Paul Etcheverry', '18 rue Port Neuf', '64100', 'Bayonne', 'FR', 43.4912, -1.4751],
  ['Lucie Charpentier', '60 boulevard Gambetta', '38000', 'Grenoble', 'FR', 45.1853, 5.7226],
  ['Arthur Peeters', 'Bondgenotenlaan 55', '3000', 'Leuven', 'BE', 50.8801, 4.7059],
]

export const customers = addresses.map(([name, line1, postalCode, city, country, lat, lon]) => {
  const ascii = name.normalize('NFD').replaceAll(/[^A-Za-z ]/g, '')
  const email = `${ascii.toLowerCase().replaceAll(' ', '.')}@example.com`
  return { name, email, shipTo: { name, line1, postalCode, city, country, lat, lon } }
})

/** With everything as long as it may be in life. */
export const longCustomer = {
  name: 'Maximiliane-Charlotte von Hohenstein-Oberwittelsbach de la Rochefoucauld-Montbéliard',
  email: 'maximiliane-charlotte.von.hohenstein-oberwittelsbach.de.la.rochefoucauld@example.com',
  phone: '+32 470 12 34 56',
  shipTo: {
    name: 'Maximiliane-Charlotte von Hohenstein-Oberwittelsbach',
    company: 'Fédération royale des amis du jardin botanique et de l’orangerie asbl',
    line1:
      'Chaussée de Saint-Job-in-’t-Goor 1284, bâtiment C, escalier 4, troisième étage à gauche',
    line2: 'Code 45B12, sonner deux fois chez le concierge',
    postalCode: '1180',
    city: 'Woluwe-Saint-Pierre-lez-Bruxelles',
    country: 'BE',
    lat: 50.8289,
    lon: 4.4336,
  },
}
