import { Link, useParams } from '@tanstack/react-router'
import { Screen, Scroll } from '../../ui/screen.tsx'
import { Section } from '../../ui/steps.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { Table } from '../inventory/table.tsx'
import { usePlaces } from '../inventory/use-places.ts'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { FeedFacts, FeedStanding, Reasons } from './parts.tsx'
import { detailOf, reasonOf } from './said.ts'
import { useFeed, type Refusal } from './use-feeds.ts'
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
                {data.refusals.length > 0 && <Rows refusals={data.refusals} />}
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

function Rows({ refusals }: { refusals: readonly Refusal[] }) {
  const { feeds: said } = useWords()
  const { nameOf } = usePlaces()
  const hasPlaces = refusals.some(({ location }) => location !== null)
  return (
    <Section title={said.everyRow}>
      <Table
        label={said.notTaken}
        head={[
          { says: said.row, isEnd: true },
          { says: said.sku },
          { says: said.why },
          ...(hasPlaces ? [{ says: said.place }] : []),
        ]}
      >
        {refusals.map((refusal) => (
          <tr key={`${refusal.row} ${refusal.code}`}>
            <td data-end>{refusal.row}</td>
            <th scope="row">
              <bdi>{refusal.sku}</bdi>
            </th>
            <td>
              <Why refusal={refusal} />
            </td>
            {hasPlaces && <td>{refusal.location === null ? '' : nameOf(refusal.location)}</td>}
          </tr>
        ))}
      </Table>
    </Section>
  )
}

function Why({ refusal }: { refusal: Refusal }) {
  const { feeds: said } = useWords()
  const detail = detailOf(refusal)
  return (
    <>
      {reasonOf(refusal, said).name}
      {detail !== undefined && (
        <span className={css['detail']} lang="en" dir="ltr">
          {detail}
        </span>
      )}
    </>
  )
}
