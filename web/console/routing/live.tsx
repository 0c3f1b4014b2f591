import { useFormats, useSession } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { Button } from '../../ui/button.tsx'
import { Scroll } from '../../ui/screen.tsx'
import { Empty, Notice, Skeleton } from '../../ui/states.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { CanaryPanel } from './canary-panel.tsx'
import { Withdraw } from './coming.tsx'
import { Card } from './card.tsx'
import { EverythingElse } from './else.tsx'
import { Frame } from './frame.tsx'
import { Prices } from './prices.tsx'
import type { Rule } from './tongue.ts'
import { Templates } from './templates.tsx'
import { mayRefuse, UseCount } from './use-count.tsx'
import {
  sizeOf,
  useDraft,
  useLive,
  useVersion,
  type Live,
  type RoutingDraft,
} from './use-routing.ts'
import css from './routing.module.css'

/** The rules in force, or those of an earlier version. */
export function LiveView() {
  const { shell } = useWords()
  const [address] = useAddress()
  const chosen = Number(address['version'])
  const version = Number.isInteger(chosen) && chosen > 0 ? chosen : undefined
  const { data: live, error, refetch } = useLive()
  const { data: draft } = useDraft()
  const past = useVersion(version)
  const failed = (version !== undefined && past.error) || error
  const rules = version === undefined ? live?.rules : past.data?.rules
  const isBare = draft?.basedOn === 0 && sizeOf(draft) === 0
  return (
    <Frame
      view="live"
      isBare={isBare}
      notice={<About version={version} live={live} draft={draft} />}
    >
      {!rules || !draft ? (
        failed ? (
          <Fault error={failed} again={() => void refetch()} />
        ) : (
          <Skeleton label={shell.list.loading} />
        )
      ) : isBare ? (
        <Templates draft={draft} />
      ) : (
        <List rules={rules} isPast={version !== undefined} />
      )}
    </Frame>
  )
}

/** What else counts, or would. */
function About(of: {
  version: number | undefined
  live: Live | undefined
  draft: RoutingDraft | undefined
}) {
  const { routing: said } = useWords()
  const { number, moment } = useFormats()
  const [, change] = useAddress()
  const { version, live, draft } = of
  if (version !== undefined) {
    return (
      <Notice tone="moving">
        <div className="line">
          {said.past(number(version))}
          <Button onClick={() => change({ version: undefined })}>{said.back}</Button>
        </div>
      </Notice>
    )
  }
  const size = draft ? sizeOf(draft) : 0
  if (size === 0 && (live?.coming.length ?? 0) === 0) return null
  return (
    <Notice tone="moving">
      <div className="line">
        {live?.coming.map((one) => (
          <span key={one.version} className="line">
            {said.comes(number(one.version), moment(one.validFrom))}
            <Withdraw version={one.version} />
          </span>
        ))}
        {size > 0 && live && live.version > 0 && (
          <>
            {said.drafted(size)}
            <Button onClick={() => change({ view: 'draft' })}>{said.openDraft}</Button>
          </>
        )}
      </div>
    </Notice>
  )
}

function List({ rules, isPast }: { rules: readonly Rule[]; isPast: boolean }) {
  const { routing: said } = useWords()
  const { can } = useSession()
  const [, change] = useAddress()
  const mayChange = can('routing:write') && !isPast
  const edit = (id: string) => change({ view: 'draft', edit: id })
  if (rules.length === 0 && !isPast) {
    const next = <Button onClick={() => change({ view: 'draft' })}>{said.openDraft}</Button>
    return <Empty icon="route" title={said.noneLive} says={said.noneLiveSays} next={next} />
  }
  return (
    <Scroll isWide>
      <div className={css['page']}>
        {!isPast && <CanaryPanel />}
        <p className="quiet">{said.order}</p>
        <ol className={css['cards']} aria-label={said.views.live}>
          {rules.map((rule, i) => (
            <Card
              key={rule.id}
              rule={rule}
              no={i + 1}
              acts={mayChange ? { onEdit: () => edit(rule.id) } : {}}
            >
              {!isPast && <UseCount id={rule.id} mayRefuse={mayRefuse(rule)} />}
            </Card>
          ))}
          <EverythingElse no={rules.length + 1} />
        </ol>
        {!isPast && <Prices />}
      </div>
    </Scroll>
  )
}
