/** All that `tutti simulate` takes, as its own errors and the guide say it too. */
export const simulateUsage = [
  '[--from <date>] [--to <date>] [--draft] [--version <number>]',
  '[--rules <file>] [--as-if-now] [--rule-costs] [--hindsight]',
  '[--prices [--[no-]together]] [--currency <code>]',
  '[--seed <number>] [--report <file>]',
]
/** The same for the rules in force by another plan. */
export const otherPlanUsage = [
  '[--channel <code>] [--strategy least_cost|priority|nearest]',
  '[--services <code,code>|all] [--improving on|off]',
  '[--unfilled-cost <money>|none] [--late-cost …] [--day-cost …]',
  '[--reroute-cost …] [--carbon-price …]',
  '[--unfilled-percent <percent>|none]',
]

/** What the errors of these say that they take. */
export const feedUsage =
  '<file> --source <code> [--kind full|delta] [--number on_hand|available] ' +
  '[--as-of <time>] [--contains-up-to <time>] [--location <code>] [--refused-percent <percent>] ' +
  '[--dry-run]'
export const ratesUsage =
  '<rates> <zones> [<surcharges>] --carrier <code> --currency <code> [--from <date>] ' +
  '[--until <date>] [--service <code>] [--fuel <percent>] [--dry-run]'

const MARGIN = `\n${' '.repeat(36)}`
const below = (lines: readonly string[]) => lines.map((line) => `${MARGIN}${line}`).join('')

export const USAGE = `tutti: an order management system

Each is run as \`npm run tutti -- <command>\`; without the -- npm takes the options for itself.

  tutti start                       everything in one process; its own database if none is named
  tutti serve                       the same with the database of DATABASE_URL
  tutti migrate                     bring the database of DATABASE_URL to this version
  tutti check                       run every invariant; exit code 1 if one is broken
  tutti demo                        make the demo in an empty database
  tutti demo remove                 remove it, and everything with it
  tutti user password <e-mail>      set a new password and print it
  tutti key create <name>           make an API key with every permission and print it
  tutti import <source> <folder>    load an order history (olist, retail) into a database of its own
  tutti replay                      play it: [--to <date>] [--report <file>]
  tutti simulate                    other routing rules on a past period:${below(simulateUsage)}
                                    and by another plan:${below(otherPlanUsage)}
  tutti feed <file>                 take a stock feed, .csv or .ndjson: --source --kind --number
                                    [--as-of] [--contains-up-to] [--location] [--refused-percent]
                                    [--dry-run]
  tutti rates <file> <file> [<file>]  take a carrier's rates, zones and surcharges, .csv: --carrier
                                    --currency [--from] [--until] [--service] [--fuel] [--dry-run]
  tutti config                      the settings in force

While \`npm start\` runs its own database, give the others the DATABASE_URL it prints.`
