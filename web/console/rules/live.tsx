import type { Problem } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { useAddress, type Address } from '../../lib/use-address.ts'
import { Button } from '../../ui/button.tsx'
import type { Column } from '../../ui/grid/columns.ts'
import { Grid } from '../../ui/grid/grid.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Notice, Empty, Skeleton } from '../../ui/states.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords, type Words } from '../words/index.ts'
import { Bar } from './bar.tsx'
import { KINDS } from './draft.ts'
import { Frame } from './frame.tsx'
import { RulePeek } from './peek.tsx'
import type { Rule } from './sentence.ts'
import { Templates } from './templates.tsx'
import { ACTION_TONES } from './tones.ts'
import { useDraft, useRules, useSentences, type Filter, type ListedRule } from './use-rules.ts'
import css from './rules.module.css'

/** The rules in force (or of an earlier version), in sentences, by kind. */
export function Live() {
  const words = useWords()
  const { rules: said, shell } = words
  const [address, change] = useAddress()
  const filter = filterOf(address)
  const { rows: found, isLoading, problem, hasMore, loadMore, again } = useRules(filter)
  const { data: draft } = useDraft()
  const sentence = useSentences()
  const rows = inOrder(found, hasMore)
  const open = rows.find(({ id }) => id === address['open'])
  const isPast = filter.version !== undefined
  const isBare = draft?.basedOn === 0 && draft.added === 0 && !isPast
  const count = hasMore ? said.countMore(rows.length) : said.count(rows.length)
  const instead = (
    <Instead
      isLoading={isLoading || !draft}
      isNone={draft?.basedOn === 0}
      problem={problem}
      again={again}
    />
  )
  return (
    <Frame
      view="live"
      count={isLoading || problem ? undefined : count}
      isBare={isBare}
      bar={isBare ? undefined : <Bar filter={filter} />}
      notice={isPast && <Earlier version={filter.version!} />}
      peek={
        open && (
          <RulePeek
            key={open.id}
            rule={open}
            isPast={isPast}
            onClose={() => change({ open: undefined })}
            onStep={(by) => change({ open: nextTo(rows, open, by) }, true)}
          />
        )
      }
    >
      {isBare ? (
        <Templates draft={draft} />
      ) : (
        <Grid
          label={said.title}
          words={shell.list}
          columns={columnsOf(words, { sentence, isBeside: open !== undefined })}
          rows={rows}
          keyOf={({ id }) => id}
          nameOf={({ name }) => name}
          hasMore={hasMore}
          onMore={loadMore}
          instead={rows.length > 0 ? undefined : instead}
          openKey={address['open']}
          onOpen={({ id }) => change({ open: id }, open !== undefined)}
        />
      )}
    </Frame>
  )
}

/** By kind; where there are more, their order is the server's. */
function inOrder(rules: readonly ListedRule[], hasMore: boolean): readonly ListedRule[] {
  return hasMore ? rules : rules.toSorted((a, b) => placeOf(a) - placeOf(b))
}

/** The rule so many after this one; itself, where there is none. */
function nextTo(rows: readonly ListedRule[], rule: ListedRule, by: number): string {
  return (rows[rows.indexOf(rule) + by] ?? rule).id
}

/** In place of rules: they are on their way, cannot be had, or none is like that. */
function Instead(of: {
  isLoading: boolean
  /** None was published yet. */
  isNone: boolean
  problem: Problem | undefined
  again: () => void
}) {
  const { rules: said, shell } = useWords()
  const [, change] = useAddress()
  const { problem } = of
  if (problem && problem.problem?.field !== '/sku') {
    return <Fault error={problem} again={of.again} />
  }
  if (of.isLoading) return <Skeleton label={shell.list.loading} />
  if (of.isNone) {
    const next = <Button onClick={() => change({ view: 'draft' })}>{said.draft.open}</Button>
    return <Empty icon="list" title={said.noneLive} says={said.noneLiveSays} next={next} />
  }
  return (
    <Empty
      icon="search"
      title={said.noMatch}
      next={<Button onClick={() => change(NO_FILTER)}>{shell.list.clear}</Button>}
    />
  )
}

const NO_FILTER = {
  kind: undefined,
  sku: undefined,
  location: undefined,
  channel: undefined,
  q: undefined,
}

const placeOf = ({ terms }: Rule) => KINDS.indexOf(terms.kind)

function filterOf(address: Address): Filter {
  const { sku, location, channel, q } = address
  const version = Number(address['version'])
  return {
    kind: KINDS.find((kind) => kind === address['kind']),
    sku: sku || undefined,
    location: location || undefined,
    channel: channel || undefined,
    q: q || undefined,
    version: Number.isInteger(version) && version > 0 ? version : undefined,
  }
}

/** What is shown is not in force any more. */
function Earlier({ version }: { version: number }) {
  const said = useWords().rules.versions
  const { number } = useFormats()
  const [, change] = useAddress()
  return (
    <Notice tone="moving">
      <div className="line">
        {said.shown(number(version))}
        <Button onClick={() => change({ version: undefined, open: undefined })}>{said.back}</Button>
      </div>
    </Notice>
  )
}

type About = {
  sentence: (rule: Rule) => string
  isBeside: boolean
}

function columnsOf({ rules: said }: Words, { sentence, isBeside }: About): Column<ListedRule>[] {
  const { columns, kinds, actions } = said
  const all: Column<ListedRule>[] = [
    {
      id: 'says',
      head: columns.says,
      width: 'minmax(220px, 4fr)',
      narrow: 'title',
      cell: (rule) => <span title={sentence(rule)}>{sentence(rule)}</span>,
    },
    {
      id: 'kind',
      head: columns.kind,
      width: 'minmax(130px, 1fr)',
      narrow: 'below',
      cell: ({ terms }) => <span className="quiet">{kinds[terms.kind]}</span>,
    },
    {
      id: 'name',
      head: columns.name,
      width: 'minmax(110px, 1fr)',
      cell: ({ name }) => <span className={css['name']}>{name}</span>,
    },
    {
      id: 'draft',
      head: columns.draft,
      width: '104px',
      narrow: 'status',
      cell: ({ drafted }) =>
        drafted && <Pill tone={ACTION_TONES[drafted]}>{actions[drafted]}</Pill>,
    },
  ]
  return isBeside ? all.filter(({ id }) => id !== 'name' && id !== 'kind') : all
}
