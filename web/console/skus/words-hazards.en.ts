/** Classes of dangerous goods, by their numbers. */
export const words = {
  '1': 'Explosives',
  '2.1': 'Flammable gases',
  '2.2': 'Gases that neither burn nor poison',
  '2.3': 'Toxic gases',
  '3': 'Flammable liquids',
  '4.1': 'Flammable solids',
  '4.2': 'Self-igniting substances',
  '4.3': 'Flammable with water',
  '5.1': 'Oxidisers',
  '5.2': 'Organic peroxides',
  '6.1': 'Toxic substances',
  '6.2': 'Infectious substances',
  '7': 'Radioactive material',
  '8': 'Corrosives',
  '9': 'Other dangers, lithium batteries among them',
}

export type HazardWords = typeof words
