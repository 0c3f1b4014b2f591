/** A real town: its name, postal code, and where it lies in degrees. */
export type Town = { name: string; country: string; postalCode: string; lat: number; lon: number }

type Row = readonly [name: string, postalCode: string, lat: number, lon: number]

const french: readonly Row[] = [
  ['Paris', '75004', 48.857, 2.352],
  ['Marseille', '13001', 43.297, 5.37],
  ['Lyon', '69002', 45.764, 4.836],
  ['Toulouse', '31000', 43.605, 1.444],
  ['Nice', '06000', 43.71, 7.262],
  ['Nantes', '44000', 47.218, -1.554],
  ['Strasbourg', '67000', 48.573, 7.752],
  ['Montpellier', '34000', 43.611, 3.877],
  ['Bordeaux', '33000', 44.838, -0.579],
  ['Lille', '59800', 50.629, 3.057],
  ['Rennes', '35000', 48.117, -1.678],
  ['Reims', '51100', 49.258, 4.032],
  ['Saint-Étienne', '42000', 45.44, 4.387],
  ['Le Havre', '76600', 49.494, 0.108],
  ['Toulon', '83000', 43.124, 5.928],
  ['Grenoble', '38000', 45.188, 5.724],
  ['Dijon', '21000', 47.322, 5.041],
  ['Angers', '49000', 47.478, -0.563],
  ['Nîmes', '30000', 43.837, 4.36],
  ['Clermont-Ferrand', '63000', 45.777, 3.087],
  ['Le Mans', '72000', 48.006, 0.199],
  ['Aix-en-Provence', '13100', 43.529, 5.447],
  ['Brest', '29200', 48.39, -4.486],
  ['Tours', '37000', 47.394, 0.684],
  ['Amiens', '80000', 49.894, 2.296],
  ['Limoges', '87000', 45.834, 1.262],
  ['Annecy', '74000', 45.899, 6.129],
  ['Perpignan', '66000', 42.699, 2.896],
  ['Metz', '57000', 49.119, 6.176],
  ['Besançon', '25000', 47.238, 6.024],
  ['Orléans', '45000', 47.903, 1.909],
  ['Rouen', '76000', 49.443, 1.099],
  ['Caen', '14000', 49.183, -0.371],
  ['Nancy', '54000', 48.692, 6.184],
  ['Poitiers', '86000', 46.58, 0.34],
]

const german: readonly Row[] = [
  ['Berlin', '10117', 52.517, 13.389],
  ['Hamburg', '20095', 53.551, 9.994],
  ['München', '80331', 48.137, 11.575],
  ['Köln', '50667', 50.938, 6.96],
  ['Frankfurt am Main', '60311', 50.111, 8.682],
  ['Stuttgart', '70173', 48.776, 9.183],
  ['Düsseldorf', '40213', 51.227, 6.773],
  ['Leipzig', '04109', 51.34, 12.375],
  ['Dortmund', '44137', 51.514, 7.465],
  ['Essen', '45127', 51.456, 7.012],
  ['Bremen', '28195', 53.079, 8.802],
  ['Dresden', '01067', 51.05, 13.737],
  ['Hannover', '30159', 52.375, 9.732],
  ['Nürnberg', '90402', 49.452, 11.077],
  ['Bielefeld', '33602', 52.03, 8.532],
  ['Bonn', '53111', 50.737, 7.098],
  ['Münster', '48143', 51.961, 7.626],
  ['Karlsruhe', '76133', 49.007, 8.404],
  ['Mannheim', '68161', 49.488, 8.467],
  ['Augsburg', '86150', 48.371, 10.898],
  ['Freiburg', '79098', 47.999, 7.842],
  ['Kiel', '24103', 54.323, 10.123],
  ['Erfurt', '99084', 50.985, 11.03],
  ['Mainz', '55116', 49.993, 8.247],
  ['Regensburg', '93047', 49.013, 12.102],
]

/** Where the marketplace sends to. */
const swiss: readonly Row[] = [
  ['Zürich', '8001', 47.377, 8.542],
  ['Genève', '1204', 46.204, 6.143],
  ['Basel', '4051', 47.56, 7.589],
  ['Bern', '3011', 46.948, 7.447],
  ['Lausanne', '1003', 46.52, 6.634],
  ['Luzern', '6003', 47.05, 8.309],
]

const depots: readonly [country: string, ...Row][] = [
  ['FR', 'Saran', '45770', 47.95, 1.876],
  ['DE', 'Kassel', '34117', 51.313, 9.481],
  ['FR', 'Mions', '69780', 45.663, 4.953],
]

const townsOf = (country: string, rows: readonly Row[]): Town[] =>
  rows.map(([name, postalCode, lat, lon]) => ({ name, country, postalCode, lat, lon }))

/** The largest first: it has a store sooner, and more shoppers. */
export const towns: Readonly<Record<'FR' | 'DE' | 'CH', readonly Town[]>> = {
  FR: townsOf('FR', french),
  DE: townsOf('DE', german),
  CH: townsOf('CH', swiss),
}

/** Where the distribution centres stand. */
export const depotTowns: readonly Town[] = depots.flatMap(([country, ...row]) =>
  townsOf(country, [row]),
)
