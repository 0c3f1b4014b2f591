/** Of what would have been, and what would be: simulations and shadows. */
export const ofSimulations = {
  simulations_waiting: {
    title: 'Viele Simulationen warten schon',
    says: 'Warten Sie, bis einige fertig sind, oder brechen Sie einige ab.',
  },
  shadows_running: {
    title: 'Es laufen schon so viele Schattenläufe, wie gleichzeitig dürfen',
    says: 'Beenden Sie einen davon, dann starten Sie diesen.',
  },
  shadows_kept: {
    title: 'Es sind schon so viele Schattenläufe aufgehoben, wie es sein dürfen',
    says: 'Entfernen Sie einige, die zu Ende sind.',
  },
  shadow_over: { title: 'Der Schattenlauf ist schon zu Ende', says: 'Es ist nichts mehr zu tun.' },
  shadow_running: { title: 'Der Schattenlauf läuft noch', says: 'Beenden Sie ihn zuerst.' },
  simulation_over: {
    title: 'Die Simulation ist schon zu Ende',
    says: 'Es ist nichts mehr zu tun.',
  },
}
