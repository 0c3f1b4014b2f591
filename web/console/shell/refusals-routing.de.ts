/** Of where orders come from. */
export const ofRouting = {
  location_not_in_pool: {
    title: 'Der Standort versendet nicht für diesen Kanal',
    says: 'Nennen Sie einen anderen, oder nehmen Sie ihn in den Kanal auf.',
  },
  prices_not_proven: {
    title: 'Preise knapper Ware sind für diesen Kanal nicht belegt',
    says:
      'Simulieren Sie den Plan, wie er ist, mit Bestellungen des Kanals und mit Preisen, die ' +
      'ebenso ermittelt werden; das zählt 35 Tage.',
  },
}
