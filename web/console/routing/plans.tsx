import { useState } from 'react'
import { useFormats, useSession } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Scroll } from '../../ui/screen.tsx'
import { Empty, Skeleton } from '../../ui/states.tsx'
import { Facts } from '../../ui/steps.tsx'
import { useNames } from '../orders/use-names.ts'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { Frame } from './frame.tsx'
import { PlanDialog } from './plan-dialog.tsx'
import type { Plan, UsualPlan } from './plan-draft.ts'
import { PlanVersions } from './plan-versions.tsx'
import { usePlanFacts, useShortFacts } from './plan-facts.ts'
import { usePlanAnswer } from './use-plans.ts'
import { useChannels } from './use-routing.ts'
import css from './routing.module.css'

type Shown = { channel: string; currency: string; plan: Plan | undefined; usual: UsualPlan }

/** What decides among what rules allow: the plan of each channel, in money. */
export function PlansView() {
  const { routing, shell } = useWords()
  const { can } = useSession()
  const { data, error, refetch } = usePlanAnswer()
  const channels = useChannels()?.filter(({ archived }) => !archived)
  const [changed, setChanged] = useState<string>()
  const [looked, setLooked] = useState<string>()
  const [taken, setTaken] = useState<Plan>()
  const rows = (data && channels ? channels : []).map(({ code, currency }): Shown => {
    const plan = data!.items.find((one) => one.channel === code)
    return { channel: code, currency, plan, usual: data!.usual }
  })
  const chosen = rows.find(({ channel }) => channel === changed)
  const past = rows.find(({ channel }) => channel === looked)
  const change = (channel: string | undefined, from?: Plan) => {
    setTaken(from)
    setLooked(undefined)
    setChanged(channel)
  }
  return (
    <Frame view="plans">
      {error ? (
        <Fault error={error} again={() => void refetch()} />
      ) : !can('network:read') ? (
        <Empty icon="lock" title={shell.problem.denied} says={shell.problem.deniedSays} />
      ) : !data || !channels ? (
        <Skeleton rows={4} label={shell.list.loading} />
      ) : (
        <Scroll>
          <p className="quiet">{routing.plans.says}</p>
          <div className={css['cards']}>
            {rows.map((row) => (
              <PlanCard
                key={row.channel}
                {...row}
                onChange={() => change(row.channel)}
                onVersions={() => setLooked(row.channel)}
              />
            ))}
          </div>
        </Scroll>
      )}
      {past && (
        <PlanVersions
          {...past}
          onTake={(plan) => change(past.channel, plan)}
          onClose={() => setLooked(undefined)}
        />
      )}
      {chosen && <PlanDialog {...chosen} taken={taken} onClose={() => change(undefined)} />}
    </Frame>
  )
}

function PlanCard({
  channel,
  currency,
  plan,
  usual,
  onChange,
  onVersions,
}: Shown & { onChange: () => void; onVersions: () => void }) {
  const { plans: said } = useWords().routing
  const { can } = useSession()
  const { number, day } = useFormats()
  const names = useNames()
  const name = names.channel(channel)
  const facts = useShortFacts(usePlanFacts(currency)(plan, usual))
  return (
    <section className={css['plan']} aria-label={name}>
      <div className={css['head']}>
        <h2 className={css['name']}>{name}</h2>
        <span className="small">
          {plan ? said.since(number(plan.version), day(plan.validFrom)) : said.none}
        </span>
        <span className={css['change']}>
          {plan && (
            <Button
              look="quiet"
              icon="clock"
              aria-label={said.versionsOf(name)}
              onClick={onVersions}
            >
              {said.versions}
            </Button>
          )}
          {can('routing:publish') && (
            <Button aria-label={said.changeOf(name)} onClick={onChange}>
              {said.change}
            </Button>
          )}
        </span>
      </div>
      <Facts facts={facts} />
    </section>
  )
}
