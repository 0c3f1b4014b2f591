import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { answerOf, api, type Item } from '../../lib/api.ts'
import type { Formats } from '../../lib/format.ts'
import { useFormats } from '../../lib/session.tsx'
import { useAddress, type Address } from '../../lib/use-address.ts'
import { useList } from '../../lib/use-list.ts'
import { useRefresh } from '../../lib/use-refresh.ts'
import { Button } from '../../ui/button.tsx'
import { Chips } from '../../ui/chips.tsx'
import { SearchSelect } from '../../ui/form/search-select.tsx'
import type { Column } from '../../ui/grid/columns.ts'
import { Grid } from '../../ui/grid/grid.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Skeleton } from '../../ui/states.tsx'
import { Ago } from '../../ui/values.tsx'
import { keyOf } from '../feeds/said.ts'
import { usePlaces } from '../inventory/use-places.ts'
import { Fault } from '../shell/fault.tsx'
import { useWords, type Words } from '../words/index.ts'
import { askedOf, isNarrowed, KINDS, NOTHING, STATES, type Kind } from './asked.ts'
import { TONES } from './rule-said.ts'

export type Alert = Item<'/v1/stock-alerts'>

const KEY = ['alerts']
/** All stock is looked at a moment after a rule was made or changed; nothing tells of that. */
const LOOK_MS = 10_000
const MINUTE_MS = 60_000

/** Stock that a rule tells of: what it is, where, since when, and the number as it is now. */
export function Alerts() {
  const words = useWords()
  const { alerts: said } = words
  const formats = useFormats()
  const navigate = useNavigate()
  const [address, change] = useAddress()
  const asked = askedOf(address)
  const { nameOf } = usePlaces()
  const list = useList({
    key: [...KEY, 'list', asked],
    everyMs: LOOK_MS,
    page: (cursor, signal) => {
      const query = { ...asked, limit: 200, ...(cursor !== undefined && { cursor }) }
      return answerOf(api.GET('/v1/stock-alerts', { params: { query }, signal }))
    },
  })
  // Alerts come from what moves, a moment after it.
  useRefresh('stock', KEY)
  const { length } = list.rows
  return (
    <Screen
      title={said.title}
      count={list.isLoading || list.problem || list.hasMore ? undefined : said.count(length)}
      tools={<KindChips chosen={asked.kind} onChange={change} />}
      actions={
        <Button icon="settings" onClick={() => void navigate({ to: '/alerts/rules', search: {} })}>
          {said.rules.open}
        </Button>
      }
      bar={<Bar address={address} onChange={change} />}
    >
      <Grid
        label={said.title}
        words={words.shell.list}
        columns={columnsOf(words, nameOf, formats)}
        rows={list.rows}
        keyOf={({ id }) => id}
        nameOf={({ name, source }) => name ?? source ?? ''}
        instead={length > 0 ? undefined : <Instead list={list} address={address} clear={change} />}
        hasMore={list.hasMore}
        onMore={list.loadMore}
        openKey={undefined}
        onOpen={(alert) => void navigate(whereOf(alert))}
      />
    </Screen>
  )
}

/** Where more of it is: the stock of the item, or the feed. */
function whereOf({ sku, source, location }: Alert) {
  if (sku !== null) return { to: '/inventory/$sku', params: { sku }, search: {} } as const
  const open = keyOf({ location, source: source ?? '' })
  return { to: '/feeds', search: { location, open } } as const
}

type Change = (changed: Address, replace?: boolean) => void

function KindChips({ chosen, onChange }: { chosen: Kind | undefined; onChange: Change }) {
  const { alerts: said } = useWords()
  const formats = useFormats()
  const { data } = useQuery({
    queryKey: [...KEY, 'counts'],
    refetchInterval: LOOK_MS,
    queryFn: ({ signal }) => answerOf(api.GET('/v1/stock-alerts/counts', { signal })),
  })
  const countOf = (kind?: Kind) => {
    const found = data?.kinds.filter((one) => kind === undefined || one.kind === kind) ?? []
    const count = found.reduce((sum, one) => sum + one.count, 0)
    return count === 0 ? undefined : formats.number(count)
  }
  const chips = KINDS.map((id) => ({ id, label: said.kinds[id], count: countOf(id) }))
  return (
    <Chips
      label={said.kindsLabel}
      chips={[{ id: 'all', label: said.all, count: countOf() }, ...chips]}
      chosen={chosen ?? 'all'}
      onChoose={(id) => onChange({ kind: id === 'all' ? undefined : id })}
    />
  )
}

/** Where, and whether it is so now or was so before. */
function Bar({ address, onChange }: { address: Address; onChange: Change }) {
  const { alerts: said } = useWords()
  const { choices } = usePlaces()
  const { state, location } = askedOf(address)
  const any = { value: '', label: said.anyPlace }
  return (
    <>
      <Chips
        label={said.statesLabel}
        chips={STATES.map((id) => ({ id, label: said.states[id] }))}
        chosen={state}
        onChoose={(id) => onChange({ state: id === 'open' ? undefined : id })}
      />
      {choices.length > 0 && (
        <SearchSelect
          isShort
          label={said.place}
          searchLabel={said.findPlace}
          none={said.noPlace}
          choices={[any, ...choices]}
          value={location ?? ''}
          onChoose={(code) => onChange({ location: code || undefined })}
        />
      )}
    </>
  )
}

function Instead(of: {
  list: { isLoading: boolean; problem: Parameters<typeof Fault>[0]['error']; again: () => void }
  address: Address
  clear: Change
}) {
  const { alerts: said, shell } = useWords()
  if (of.list.isLoading) return <Skeleton label={shell.list.loading} />
  if (of.list.problem) return <Fault error={of.list.problem} again={of.list.again} />
  if (!isNarrowed(of.address))
    return <Empty icon="check" title={said.empty} says={said.emptySays} />
  const clear = <Button onClick={() => of.clear(NOTHING)}>{shell.list.clear}</Button>
  return <Empty icon="search" title={said.noMatch} next={clear} />
}

function columnsOf(
  { alerts: said }: Words,
  placeName: (code: string) => string,
  { number, age }: Formats,
): Column<Alert>[] {
  const { columns } = said
  return [
    {
      id: 'item',
      head: columns.item,
      width: 'minmax(180px, 2fr)',
      narrow: 'title',
      cell: ({ name, sku, source }) => (
        <span className="clip">
          {source === null ? name : said.feedOf(source)} <span className="quiet">{sku}</span>
        </span>
      ),
    },
    {
      id: 'place',
      head: columns.place,
      width: 'minmax(140px, 1fr)',
      narrow: 'below',
      cell: ({ location }) => placeName(location),
    },
    {
      id: 'kind',
      head: columns.kind,
      width: '150px',
      narrow: 'status',
      cell: ({ kind, clearedAt }) => (
        <Pill tone={clearedAt === null ? TONES[kind] : 'neutral'}>{said.kinds[kind]}</Pill>
      ),
    },
    {
      id: 'number',
      head: columns.number,
      width: '140px',
      align: 'end',
      narrow: 'end',
      cell: ({ kind, level, clearedAt }) => {
        const isLate = kind === 'overdue_feed'
        if (isLate && level === 0 && clearedAt !== null) return said.onTime
        const text = isLate ? age(level * MINUTE_MS) : number(level)
        return <span className="number">{said.says[kind](text)}</span>
      },
    },
    {
      id: 'since',
      head: columns.since,
      width: '140px',
      align: 'end',
      cell: ({ raisedAt }) => <Ago at={raisedAt} />,
    },
  ]
}
