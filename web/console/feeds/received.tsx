import { useNavigate } from '@tanstack/react-router'
import { useFormats } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { Button } from '../../ui/button.tsx'
import { Grid } from '../../ui/grid/grid.tsx'
import { Peek, Screen } from '../../ui/screen.tsx'
import { Empty, Skeleton } from '../../ui/states.tsx'
import { usePlaces } from '../inventory/use-places.ts'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { feedColumns } from './columns.tsx'
import { FeedFacts, FeedStanding } from './parts.tsx'
import { Reasons } from './refused.tsx'
import { useFeed, useReceived, type Feed } from './use-feeds.ts'
import { PlaceFilter, UploadButton, Views } from './views.tsx'

/** Feeds as they were received, the latest first. */
export function Received() {
  const words = useWords()
  const { feeds: said, shell } = words
  const { language, number } = useFormats()
  const { nameOf } = usePlaces()
  const [address, change] = useAddress()
  const list = useReceived(address['location'])
  const { rows } = list
  const at = rows.findIndex(({ id }) => id === address['open'])
  const open = rows[at]
  const step = (by: 1 | -1) => {
    const next = rows[at + by]
    if (next) change({ open: next.id }, true)
  }
  const instead = list.isLoading ? (
    <Skeleton label={shell.list.loading} />
  ) : list.problem ? (
    <Fault error={list.problem} again={list.again} />
  ) : rows.length === 0 ? (
    <NoneReceived />
  ) : undefined
  return (
    <Screen
      title={said.title}
      count={list.isLoading || list.problem || list.hasMore ? undefined : said.count(rows.length)}
      tools={<Views chosen="received" />}
      actions={<UploadButton location={address['location']} />}
      bar={<PlaceFilter />}
      peek={
        open && <FeedPeek feed={open} onClose={() => change({ open: undefined })} onStep={step} />
      }
    >
      <Grid
        label={said.views.received}
        words={shell.list}
        columns={feedColumns(words, { nameOf, language, number, isBeside: open !== undefined })}
        rows={rows}
        keyOf={({ id }) => id}
        nameOf={({ source }) => source}
        instead={instead}
        hasMore={list.hasMore}
        onMore={list.loadMore}
        openKey={address['open']}
        onOpen={({ id }) => change({ open: id }, open !== undefined)}
      />
    </Screen>
  )
}

/** Nothing has come, or nothing for the location that was chosen. */
function NoneReceived() {
  const { feeds: said, shell } = useWords()
  const [address, change] = useAddress()
  if (address['location'] === undefined) {
    return <Empty icon="activity" title={said.noneReceived} says={said.noneReceivedSays} />
  }
  const clear = () => change({ location: undefined })
  return (
    <Empty
      icon="search"
      title={said.noMatch}
      next={<Button onClick={clear}>{shell.list.clear}</Button>}
    />
  )
}

function FeedPeek(of: { feed: Feed; onClose: () => void; onStep: (by: 1 | -1) => void }) {
  const { feeds: said, shell } = useWords()
  const navigate = useNavigate()
  const { nameOf } = usePlaces()
  const { feed } = of
  const { data } = useFeed(feed.id)
  const place = feed.location === null ? said.several : nameOf(feed.location)
  const name = said.feedOf(feed.source, place)
  const whole = () => void navigate({ to: '/feeds/$id', params: { id: feed.id }, search: {} })
  return (
    <Peek
      title={name}
      label={name}
      closeLabel={shell.close}
      onClose={of.onClose}
      onStep={of.onStep}
      stepLabels={{ before: shell.before, after: shell.after }}
      onWhole={{ label: shell.whole, act: whole }}
      actions={
        <Button look="primary" letter="O" onClick={whole}>
          {said.wholeFeed}
        </Button>
      }
    >
      <FeedStanding feed={feed} />
      <FeedFacts feed={feed} />
      {data ? <Reasons of={data} /> : <Skeleton label={shell.list.loading} rows={2} />}
    </Peek>
  )
}
