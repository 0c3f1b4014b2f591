/** Of carriers, their services and rate cards. */
export const ofCarriers = {
  carrier_unknown: {
    title: 'Diesen Versanddienst gibt es nicht',
    says: 'Wählen Sie einen anderen.',
  },
  carrier_service_unknown: {
    title: 'Diese Versandart gibt es nicht',
    says: 'Wählen Sie eine andere.',
  },
  rate_card_missing: {
    title: 'Keine gültige Preisliste ist in der Währung des Kanals',
    says: 'Geben Sie einem Dienst eine in dieser Währung, oder wählen Sie andere Frachtkosten.',
  },
}
