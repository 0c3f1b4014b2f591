import { Link, useParams } from '@tanstack/react-router'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats, useSession } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Screen, Scroll } from '../../ui/screen.tsx'
import { Empty, Notice, Skeleton } from '../../ui/states.tsx'
import { Fault } from '../shell/fault.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import { ChangedOrders } from './changes.tsx'
import { Gate } from './gate.tsx'
import { Load } from './load.tsx'
import { Notes } from './notes.tsx'
import { OtherPlan } from './other-plan.tsx'
import { Compared, Verdicts } from './outcomes.tsx'
import { DraftStanding, ToDraft } from './publish.tsx'
import { RuleCosts } from './rule-costs.tsx'
import { periodOf, policyName, STATE_TONES } from './said.ts'
import { TestRuns } from './test-runs.tsx'
import { isOver, KEY, useSimulation, type Simulation } from './use-simulations.ts'
import css from './simulator.module.css'

/** What a past period would have cost by other rules. */
export function SimulationPage() {
  const { simulator: said, shell } = useWords()
  const formats = useFormats()
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { data, error, refetch } = useSimulation(id)
  return (
    <Screen
      title={data ? periodOf(data, said, formats) : said.one}
      back={<Link to="/simulator">{said.title}</Link>}
      tools={data && <Pill tone={STATE_TONES[data.state]}>{said.states[data.state]}</Pill>}
      actions={data && <Actions simulation={data} />}
      notice={data && <Standing simulation={data} />}
    >
      {error && !data ? (
        <Fault error={error} again={() => void refetch()} />
      ) : (
        <Scroll isWide>
          {data ? <Result simulation={data} /> : <Skeleton label={shell.list.loading} />}
        </Scroll>
      )}
    </Screen>
  )
}

function Actions({ simulation }: { simulation: Simulation }) {
  const { id, can } = simulation
  const { simulator: said } = useWords()
  const session = useSession()
  const { run, isBusy } = useCommand(
    (_: null, header) => {
      const about = { params: { header, path: { id } }, body: {} }
      return answerOf(api.POST('/v1/simulations/{id}/cancellations', about))
    },
    [KEY],
  )
  return (
    <>
      <ToDraft simulation={simulation} />
      {can.includes('cancel') && session.can('routing:write') && (
        <Button busy={isBusy} onClick={() => void run(null)}>
          {said.cancel}
        </Button>
      )}
    </>
  )
}

/** How far it is, or why it ended before its end. */
function Standing({ simulation }: { simulation: Simulation }) {
  const { simulator: said } = useWords()
  const { number } = useFormats()
  const { id, state, progress } = simulation
  if (state === 'failed') return <Notice tone="critical">{said.failed(id)}</Notice>
  if (state === 'cancelled') return <Notice tone="attention">{said.cancelled}</Notice>
  if (isOver(simulation)) return <DraftStanding simulation={simulation} />
  const { phase, orders, ofOrders } = progress
  const isRead = phase === 'playing'
  const says = isRead
    ? said.progress(number(orders), number(ofOrders))
    : said[phase === 'learning' ? 'learning' : 'reading']
  return (
    <div className={css['progress']}>
      <progress aria-label={says} {...(isRead && { value: progress.share })} max={1} />
      <span>{says}</span>
    </div>
  )
}

function Result({ simulation }: { simulation: Simulation }) {
  const { simulator: said, shell } = useWords()
  const formats = useFormats()
  const { result } = simulation
  if (!result) return isOver(simulation) ? null : <Skeleton label={shell.list.loading} />
  if (result.orders === 0 && isOver(simulation)) {
    const isOther = simulation.progress.ofOrders > 0 && simulation.currency !== null
    const none = isOther ? said.noneIn(simulation.currency!) : said.noOrders
    return <Empty icon="calendar" title={none} says={said.noOrdersSay} />
  }
  const names = result.policies.map(({ policy }) => {
    return policyName(simulation.policies[policy]!, said, formats)
  })
  const { policies: outcomes, orders } = result
  const compared = { outcomes, names, currency: simulation.currency ?? 'EUR', orders }
  return (
    <div className={css['result']} data-state={simulation.state}>
      <Verdicts {...compared} {...(!isOver(simulation) && { below: said.partly })} />
      <Notes simulation={simulation} result={result} names={names} />
      <OtherPlan simulation={simulation} />
      <Compared {...compared} />
      {isOver(simulation) && <TestRuns id={simulation.id} names={names} />}
      {simulation.policies.length > 1 && <ChangedOrders simulation={simulation} />}
      {simulation.ruleCosts && isOver(simulation) && (
        <RuleCosts rows={result.ruleCosts} currency={simulation.currency} />
      )}
      {result.gate && <Gate gate={result.gate} orders={result.orders} simulation={simulation} />}
      <Load {...compared} />
    </div>
  )
}
