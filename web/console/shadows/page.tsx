import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats, useSession } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { Button } from '../../ui/button.tsx'
import { Chips } from '../../ui/chips.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Screen, Scroll } from '../../ui/screen.tsx'
import { Empty, Skeleton } from '../../ui/states.tsx'
import { Confirm } from '../shell/confirm.tsx'
import { Fault } from '../shell/fault.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import { Report, Rules } from './report.tsx'
import { STATE_TONES } from './said.ts'
import { Standing } from './standing.tsx'
import { KEY, useShadow, type Shadow } from './use-shadows.ts'
import css from '../simulator/simulator.module.css'

/** What other rules would have decided, on orders as they came. */
export function ShadowPage() {
  const { shadows: said, shell } = useWords()
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { data, error, refetch } = useShadow(id)
  return (
    <Screen
      title={data ? data.name : said.one}
      back={
        <Link to="/routing" search={{ view: 'shadows' }}>
          {said.title}
        </Link>
      }
      tools={data && <Tools shadow={data} />}
      actions={data && <Actions shadow={data} />}
      notice={data && <Standing shadow={data} />}
    >
      {error && !data ? (
        <Fault error={error} again={() => void refetch()} />
      ) : (
        <Scroll isWide>
          {data ? <Content shadow={data} /> : <Skeleton label={shell.list.loading} />}
        </Scroll>
      )}
    </Screen>
  )
}

/** Orders of one currency are compared with each other, and no others. */
function useResult({ results }: Shadow) {
  const [address, change] = useAddress()
  const chosen = results.find(({ currency }) => currency === address['currency']) ?? results[0]
  const choose = (currency: string) => {
    change({ currency: currency === results[0]?.currency ? undefined : currency })
  }
  return { chosen, choose }
}

function Tools({ shadow }: { shadow: Shadow }) {
  const { shadows: said } = useWords()
  const { chosen, choose } = useResult(shadow)
  const { results, state } = shadow
  return (
    <>
      <Pill tone={STATE_TONES[state]}>{said.states[state]}</Pill>
      {results.length > 1 && (
        <Chips
          label={said.currency}
          chips={results.map(({ currency }) => ({ id: currency, label: currency }))}
          chosen={chosen!.currency}
          onChoose={choose}
        />
      )}
    </>
  )
}

function Content({ shadow }: { shadow: Shadow }) {
  const { shadows: said } = useWords()
  const { chosen } = useResult(shadow)
  const isRunning = shadow.state === 'running'
  return (
    <div className={css['result']} data-state={shadow.state}>
      {chosen ? (
        <Report shadow={shadow} result={chosen} />
      ) : (
        <Empty
          icon="clock"
          title={isRunning ? said.waiting : said.nothing}
          says={isRunning ? said.waitingSays : said.nothingSays}
        />
      )}
      <Rules shadow={shadow} />
    </div>
  )
}

function Actions({ shadow: { id, name, can, rules } }: { shadow: Shadow }) {
  const { shadows: said, simulator } = useWords()
  const session = useSession()
  const navigate = useNavigate()
  const { number } = useFormats()
  const [isRemoving, setRemoving] = useState(false)
  const stop = useCommand(
    (_: null, header) => {
      const about = { params: { header, path: { id } }, body: {} }
      return answerOf(api.POST('/v1/routing-shadows/{id}/stops', about))
    },
    [KEY],
  )
  const remove = useCommand(
    (_: null, header) => {
      const about = { params: { header, path: { id } }, body: {} }
      return answerOf(api.POST('/v1/routing-shadows/{id}/removals', about))
    },
    // Not what is shown of it: it is no more.
    [[...KEY, 'list']],
  )
  const removeIt = async () => {
    if (await remove.run(null)) void navigate({ to: '/routing', search: { view: 'shadows' } })
  }
  const mayWrite = session.can('routing:write')
  const { version } = rules
  return (
    <div className="line">
      {version === null ? (
        <Link to="/routing" search={{ view: 'draft' }}>
          {simulator.openDraft}
        </Link>
      ) : (
        <Link to="/routing" search={{ version: String(version) }}>
          {simulator.policy.version(number(version))}
        </Link>
      )}
      {can.includes('stop') && mayWrite && (
        <Button busy={stop.isBusy} onClick={() => void stop.run(null)}>
          {said.stop}
        </Button>
      )}
      {can.includes('remove') && mayWrite && (
        <Button look="danger" onClick={() => setRemoving(true)}>
          {said.remove}
        </Button>
      )}
      {isRemoving && (
        <Confirm
          title={said.removeTitle(name)}
          says={said.removeSays}
          act={said.remove}
          isBusy={remove.isBusy}
          onAct={() => void removeIt()}
          onClose={() => setRemoving(false)}
        />
      )}
    </div>
  )
}
