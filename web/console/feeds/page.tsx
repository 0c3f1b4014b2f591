import { Link, useParams } from '@tanstack/react-router'
import { Screen, Scroll } from '../../ui/screen.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { usePlaces } from '../inventory/use-places.ts'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { FeedFacts, FeedStanding } from './parts.tsx'
import { Reasons, RefusedRows } from './refused.tsx'
import { useFeed } from './use-feeds.ts'
import css from './feeds.module.css'

/** One feed, with every row that was not taken, as far as the server keeps them. */
export function FeedPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { feeds: said, shell } = useWords()
  const { nameOf } = usePlaces()
  const { data, error, refetch } = useFeed(id)
  const feed = data?.feed
  const place = feed?.location ? nameOf(feed.location) : said.several
  return (
    <Screen
      title={feed ? said.feedOf(feed.source, place) : said.title}
      back={
        <Link to="/feeds" search={{ view: 'received' }}>
          {said.title}
        </Link>
      }
    >
      {error && !data ? (
        <Fault error={error} again={() => void refetch()} />
      ) : (
        <Scroll isWide>
          {data ? (
            <div className={css['page']}>
              <div className="stack">
                <FeedStanding feed={data.feed} />
                <Reasons of={data} />
                {data.refusals.length > 0 && (
                  <RefusedRows source={data.feed.source} refusals={data.refusals} />
                )}
              </div>
              <div className="stack">
                <FeedFacts feed={data.feed} />
              </div>
            </div>
          ) : (
            <Skeleton label={shell.list.loading} />
          )}
        </Scroll>
      )}
    </Screen>
  )
}
