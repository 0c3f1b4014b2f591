import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useFormats, useSession } from '../../lib/session.tsx'
import { useNow } from '../../lib/use-now.ts'
import { Button } from '../../ui/button.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Facts, Section } from '../../ui/steps.tsx'
import { Ago, Moment } from '../../ui/values.tsx'
import { wayToRule } from '../rules/start.ts'
import { useWords } from '../words/index.ts'
import { Fed } from './fed.tsx'
import type { Location } from './hours.ts'
import { missingOf, stateOf, todayIn } from './said.ts'
import { useAuthority } from './use-authority.ts'
import { useDeclines, useStockHealth, useWork } from './use-network.ts'
import css from './locations.module.css'

/** An address of the console, by its path; other screens have theirs. */
export function To(of: { to: string; search?: Record<string, string>; children: ReactNode }) {
  return (
    <Link to={of.to} search={of.search ?? {}}>
      {of.children}
    </Link>
  )
}

export const pageOf = (code: string) => `/locations/${encodeURIComponent(code)}`

/** How it stands; where it is paused, since when and why; what is missing. */
export function Standing({ location }: { location: Location }) {
  const { locations: said } = useWords()
  const { tone, name } = stateOf(location, said)
  const { paused, pausedAt, pausedUntil, pauseReason, keepsWork } = location
  const { archived, city, kind } = location
  return (
    <>
      <div className="line">
        <Pill tone={tone}>{name}</Pill>
        <span className="quiet">{[said.kinds[kind], city].filter(Boolean).join(' · ')}</span>
      </div>
      {paused && !archived && (
        <div>
          <Facts
            facts={[
              [said.facts.since, pausedAt === null ? '' : <Moment key="at" at={pausedAt} />],
              [
                said.facts.until,
                pausedUntil === null ? said.untilResumed : <Moment key="to" at={pausedUntil} />,
              ],
              [said.facts.reason, pauseReason ?? ''],
            ]}
          />
          <p className={`small ${css['note']}`}>{keepsWork ? said.workStays : said.pausedMeans}</p>
        </div>
      )}
      {archived && <p className="small">{said.archivedMeans}</p>}
      <Missing location={location} />
    </>
  )
}

const partOf = {
  coordinates: 'profile',
  address: 'profile',
  hours: 'hours',
  handling_time: 'capacity',
} as const

/** What is missing, why it matters, and where it is put in. */
export function Missing({ location }: { location: Location }) {
  const { locations: said } = useWords()
  const { can } = useSession()
  if (location.archived) return null
  return missingOf(location, said).map(({ field, name, why }) => (
    <div key={field} className={css['missing']}>
      <strong>{name}</strong>
      <span>{why}</span>
      {can('network:write') && (
        <To to={pageOf(location.code)} search={{ edit: partOf[field] }}>
          {said.addMissing[field]}
        </To>
      )}
    </div>
  ))
}

/** The work that lies there. */
export function WorkFacts({ code }: { code: string }) {
  const { locations: said } = useWords()
  const { number } = useFormats()
  const { data } = useWork()
  if (!data) return null
  const { open, inWork, late, oldestAt } = data.find(({ location }) => location === code) ?? {
    open: 0,
    inWork: 0,
    late: 0,
    oldestAt: null,
  }
  return (
    <Section title={said.sections.work}>
      <Facts
        facts={[
          [said.facts.notStarted, number(open)],
          [said.facts.inWork, number(inWork)],
          [
            said.facts.late,
            late === 0 ? number(0) : <span className={css['late']}>{number(late)}</span>,
          ],
          ...(oldestAt === null
            ? []
            : [[said.facts.oldest, <Ago key="oldest" at={oldestAt} />] as const]),
          [said.facts.declined, <Declined key="declined" code={code} />],
        ]}
      />
    </Section>
  )
}

/** How much of what it was given it declined, in which time. */
function Declined({ code }: { code: string }) {
  const { locations: said } = useWords()
  const { number, language, day } = useFormats()
  const { data } = useDeclines()
  if (!data) return null
  const counts = data.items.find(({ location }) => location === code)
  if (!counts || data.from === null) return said.noneGiven
  const { given, declined } = counts
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
  return (
    <>
      {said.declinedOf(number(declined), number(given), percent.format(declined / given))}{' '}
      <span className="quiet">{said.declinedSince(day(data.from))}</span>
    </>
  )
}

/** The stock that stands there; on the whole page who is in charge of it has a part of its own. */
export function StockFacts(of: { location: Location; isWhole?: boolean }) {
  const { location: place, isWhole = false } = of
  const { code } = place
  const { locations: said } = useWords()
  const { number } = useFormats()
  const { data } = useStockHealth()
  const owner = useAuthority(code).data?.owner ?? null
  if (!data) return null
  const stock = data.find(({ location }) => location === code)
  const feed = stock?.feed
  return (
    <Section title={said.sections.stock} actions={!place.archived && <KeepBack code={code} />}>
      <Facts
        facts={[
          [said.facts.units, number(stock?.available ?? 0)],
          [said.facts.onHand, number(stock?.onHand ?? 0)],
          [said.facts.skus, number(stock?.skus ?? 0)],
          [said.facts.soldOut, number(stock?.soldOut ?? 0)],
          ...(stock && stock.uncovered > 0
            ? [[said.facts.uncovered, number(stock.uncovered)] as const]
            : []),
          ...(feed ? [[said.facts.fed, <Fed key="fed" feed={feed} />] as const] : []),
          ...(owner === null || isWhole
            ? []
            : [[said.facts.owner, <bdi key="owner">{owner}</bdi>] as const]),
        ]}
      />
    </Section>
  )
}

/** Leads to a rule that keeps some of everything there back. */
function KeepBack({ code }: { code: string }) {
  const { ways } = useWords().inventory
  const { can } = useSession()
  const navigate = useNavigate()
  if (!can('rules:write')) return null
  return (
    <Button
      look="quiet"
      icon="plus"
      onClick={() => void navigate(wayToRule('safety_stock', { location: code }))}
    >
      {ways.keepBack}
    </Button>
  )
}

export function Today({ location }: { location: Location }) {
  const { locations: said } = useWords()
  const { language } = useFormats()
  const now = useNow()
  return (
    <Section title={said.sections.today}>
      <p>{todayIn(language, location, now, said)}</p>
    </Section>
  )
}

/** Where more of it is shown. */
export function Ways({ location, isOnMap = false }: { location: Location; isOnMap?: boolean }) {
  const { locations: said } = useWords()
  const { can } = useSession()
  const { code, lat, archived } = location
  return (
    <nav className="line" aria-label={said.more}>
      {can('orders:read') && (
        <To to="/orders" search={{ location: code }}>
          {said.orders}
        </To>
      )}
      {can('stock:read') && (
        <To to="/inventory" search={{ location: code }}>
          {said.inventory}
        </To>
      )}
      {can('stock:read') && (
        <To to="/feeds" search={{ location: code }}>
          {said.feeds}
        </To>
      )}
      {!isOnMap && !archived && lat !== null && (
        <To to="/map" search={{ open: code }}>
          {said.onMap}
        </To>
      )}
    </nav>
  )
}
