import { useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { useLetters } from '../../lib/use-letters.ts'
import { NARROW, useMatch } from '../../lib/use-match.ts'
import { useNow } from '../../lib/use-now.ts'
import { momentOf, wallClock } from '../../lib/wall-time.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/form/field.tsx'
import { Popover } from '../../ui/overlay/popover.tsx'
import { Notice, Skeleton } from '../../ui/states.tsx'
import { Section } from '../../ui/steps.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { Identity, Ladder, Numbers } from './numbers.tsx'
import { BundleParts } from './bundle.tsx'
import { Shelves } from './shelves.tsx'
import { SoldBy } from './sold.tsx'
import { usePast, VIEWS, type Sku, type Then, type View } from './use-stock.ts'
import css from './inventory.module.css'

/** The past moment that the address asks for; undefined is now. */
export function useThen(): Then | undefined {
  const [{ at, as }] = useAddress()
  if (at === undefined || Number.isNaN(Date.parse(at))) return undefined
  return { at, view: VIEWS.find((view) => view === as) ?? 'recorded' }
}

/** Asks for a moment, and shows the stock as it was. */
export function AskThen() {
  const { inventory: said } = useWords()
  const { timeZone } = useSession()
  const [, change] = useAddress()
  const [isOpen, setOpen] = useState(false)
  const [wall, setWall] = useState('')
  const [view, setView] = useState<View>('recorded')
  const latest = wallClock(timeZone, useNow())
  const at = momentOf(timeZone, wall)
  useLetters({ t: () => setOpen(true) })
  return (
    <Popover
      label={said.past.open}
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button icon="calendar" letter="T">
          {said.past.open}
        </Button>
      }
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (at === undefined) return
          setOpen(false)
          change({ at, as: view === 'recorded' ? undefined : view })
        }}
      >
        <TextField
          type="datetime-local"
          required
          label={said.past.when}
          max={`${latest.date}T${latest.time}`}
          value={wall}
          onChange={(event) => setWall(event.currentTarget.value)}
        />
        <SelectField
          label={said.past.as}
          hint={said.past.viewsSay}
          choices={VIEWS.map((id) => ({ value: id, label: said.past.views[id] }))}
          value={view}
          onChange={(event) => setView(event.currentTarget.value as View)}
        />
        <Button type="submit" look="primary">
          {said.past.show}
        </Button>
      </form>
    </Popover>
  )
}

/** The stock of an item as it was, in place of what it is. */
export function Past({ code, sku, then }: { code: string; sku: Sku | undefined; then: Then }) {
  const { inventory: said, shell } = useWords()
  const { formats } = useSession()
  const isNarrow = useMatch(NARROW)
  const [, change] = useAddress()
  const { data, error, refetch } = usePast(code, then)
  const back = () => change({ at: undefined, as: undefined })
  useLetters({ Escape: back })
  return (
    <>
      <Notice tone="attention">
        <p>{said.past[then.view](formats.moment(then.at))}</p>
        {data?.beginsAt === null && <p>{said.past.never}</p>}
        {data?.beginsAt && data.beginsAt > then.at && (
          <p>{said.past.begins(formats.moment(data.beginsAt))}</p>
        )}
        <Button letter="Escape" onClick={back}>
          {said.past.back}
        </Button>
      </Notice>
      {error ? (
        <Fault error={error} again={() => void refetch()} />
      ) : data?.bundle ? (
        <>
          <Identity code={code} sku={sku} shelves={undefined} size={isNarrow ? 64 : 112} />
          <BundleParts bundle={data.bundle} />
          <SoldBy sku={code} bundle={data.bundle} then={then} />
        </>
      ) : data ? (
        <>
          <Identity code={code} sku={sku} shelves={data.shelves} size={isNarrow ? 64 : 112}>
            <Numbers shelves={data.shelves} />
          </Identity>
          <div className={css['columns']}>
            <div>
              <Section title={said.atPlaces}>
                <Shelves shelves={data.shelves} acts={undefined} isCompact={isNarrow} />
              </Section>
              <SoldBy sku={code} then={then} />
            </div>
            <div>
              <Ladder shelves={data.shelves} isPast />
            </div>
          </div>
        </>
      ) : (
        <Skeleton label={shell.list.loading} rows={12} />
      )}
    </>
  )
}
