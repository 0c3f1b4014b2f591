import type { ReactNode } from 'react'
import { useFormats, useSession } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { useNow } from '../../lib/use-now.ts'
import { dayName, wallClock, wallDate, wallTime } from '../../lib/wall-time.ts'
import { Button } from '../../ui/button.tsx'
import { Facts, Section } from '../../ui/steps.tsx'
import { NamedLink } from '../network/named.tsx'
import { useWords } from '../words/index.ts'
import { countryName } from './countries.ts'
import { abilities, durationWords, plainCost } from './edit.ts'
import { daysFrom, todayOf, weekOf, type Hours, type Interval, type Location } from './hours.ts'
import { intervalsIn, todayIn } from './said.ts'
import {
  nameIn,
  useCalendars,
  useCompanies,
  useGroups,
  usePartners,
  useSellers,
} from './use-choices.ts'
import css from './locations.module.css'

type Part = 'profile' | 'does' | 'belongs' | 'hours' | 'capacity' | 'authority' | 'terms'

/** A part of the page with its way to change it, for who may. */
export function Editable(of: { location: Location; part: Part; children: ReactNode }) {
  const { locations: said } = useWords()
  const { can } = useSession()
  const [, change] = useAddress()
  const mayEdit = can('network:write') && of.location.can.includes('set')
  const title = said.sections[of.part]
  return (
    <Section
      title={title}
      actions={
        mayEdit && (
          <Button
            look="quiet"
            icon="edit"
            aria-label={said.editOf(title)}
            onClick={() => change({ edit: of.part })}
          >
            {said.edit}
          </Button>
        )
      }
    >
      {of.children}
    </Section>
  )
}

export function ProfileSection({ location }: { location: Location }) {
  const { locations: said } = useWords()
  const { language } = useFormats()
  const { code, kind, city, postalCode, region, country, lat, lon, timeZone } = location
  const clock = wallClock(timeZone, useNow())
  return (
    <Editable location={location} part="profile">
      <Facts
        facts={[
          [said.facts.code, code],
          [said.facts.kind, said.kinds[kind]],
          [
            said.facts.address,
            <bdi key="address">{[postalCode, city].filter(Boolean).join(' ') || said.empties}</bdi>,
          ],
          ...(region === null ? [] : [[said.facts.region, region] as const]),
          [said.facts.country, countryName(language, country)],
          [
            said.facts.coordinates,
            lat === null ? said.noCoordinates : <bdi key="point" dir="ltr">{`${lat}, ${lon}`}</bdi>,
          ],
          [said.facts.timeZone, timeZone],
          [
            said.facts.localTime,
            `${dayName(language, clock.day)} ${wallTime(language, clock.time)}`,
          ],
        ]}
      />
    </Editable>
  )
}

export function DoesSection({ location }: { location: Location }) {
  const { locations: said, shell } = useWords()
  const word = (does: boolean) => (does ? shell.yes : shell.no)
  return (
    <Editable location={location} part="does">
      <Facts facts={abilities.map((name) => [said.abilities[name], word(location[name])])} />
    </Editable>
  )
}

/** Who owns and runs it, who sells from it, and what it is counted among. */
export function BelongsSection({ location }: { location: Location }) {
  const { locations: said } = useWords()
  const { language } = useFormats()
  const { legalEntity, partner, holidayCalendar, groups, tags, channels } = location
  const companies = useCompanies('all')
  const partners = usePartners('all')
  const sellers = useSellers()
  const known = useGroups()
  const calendars = useCalendars('all')
  const list = new Intl.ListFormat(language, { type: 'conjunction' })
  const listed = (names: readonly string[]) => {
    return names.length === 0 ? said.empties : <bdi>{list.format(names)}</bdi>
  }
  return (
    <Editable location={location} part="belongs">
      <Facts
        facts={[
          [
            said.fields.legalEntity,
            <NamedLink key="company" to="/companies" of={companies} code={legalEntity} />,
          ],
          [
            said.fields.partner,
            partner === null ? (
              said.noPartner
            ) : (
              <NamedLink key="partner" to="/partners" of={partners} code={partner} />
            ),
          ],
          [said.fields.channels, listed(channels.map((code) => nameIn(sellers, code)))],
          [said.fields.groups, listed(groups.map((code) => nameIn(known, code)))],
          [said.fields.tags, listed(tags)],
          [
            said.fields.holidayCalendar,
            holidayCalendar === null ? (
              said.noCalendar
            ) : (
              <NamedLink key="calendar" to="/calendars" of={calendars} code={holidayCalendar} />
            ),
          ],
        ]}
      />
    </Editable>
  )
}

export function TermsSection({ location }: { location: Location }) {
  const { locations: said } = useWords()
  const { language } = useFormats()
  const cost = (text: string) => costIn(language, text)
  return (
    <Editable location={location} part="terms">
      <Facts
        facts={[
          [said.facts.handling, said.perUnit(cost(location.handlingCost))],
          [said.facts.parcel, said.perParcel(cost(location.parcelCost))],
          [said.facts.accept, durationWords(language, location.acceptMinutes)],
          [said.facts.ship, durationWords(language, location.shipMinutes)],
        ]}
      />
      <p className={`small ${css['note']}`}>{said.costNote}</p>
    </Editable>
  )
}

/** An amount without its currency, which is that of each order: `0.80`, `1,2345`. */
function costIn(language: string, cost: string): string {
  const digits = plainCost(cost).split('.')[1]!.length
  return new Intl.NumberFormat(language, { minimumFractionDigits: digits }).format(Number(cost))
}

export function HoursSection({ location }: { location: Location }) {
  const { locations: said } = useWords()
  const { language } = useFormats()
  const now = useNow()
  const { hours, timeZone, holidays } = location
  return (
    <Editable location={location} part="hours">
      <p>{todayIn(language, location, now, said)}</p>
      {todayOf(location, now)?.differs && <p className="small">{said.differsToday}</p>}
      {hours && <Week hours={hours} today={wallClock(timeZone, now).day} />}
      {hours && <Days hours={hours} from={wallClock(timeZone, now).date} />}
      {holidays.length > 0 && <Holidays holidays={holidays} />}
    </Editable>
  )
}

function Week({ hours, today }: { hours: Hours; today: number }) {
  const { language } = useFormats()
  return (
    <dl className={css['week']}>
      {weekOf(hours).map(({ day, intervals }) => (
        <Day
          key={day}
          name={dayName(language, day)}
          intervals={intervals}
          isToday={day === today}
        />
      ))}
    </dl>
  )
}

function Days({ hours, from }: { hours: Hours; from: string }) {
  const { locations: said } = useWords()
  const { language } = useFormats()
  const days = daysFrom(hours, from)
  if (days.length === 0) return null
  return (
    <div className={css['note']}>
      <h3>{said.differs}</h3>
      <dl className={css['week']}>
        {days.map(({ on, intervals }) => (
          <Day key={on} name={wallDate(language, on)} intervals={intervals} />
        ))}
      </dl>
    </div>
  )
}

/** The next ones of its calendar, on which it is closed unless the day is one that differs. */
function Holidays({ holidays }: Pick<Location, 'holidays'>) {
  const { locations: said } = useWords()
  const { language } = useFormats()
  return (
    <div className={css['note']}>
      <h3>{said.holidays}</h3>
      <dl className={css['week']}>
        {holidays.map(({ on, name }) => (
          <div key={`${on} ${name}`} className={css['day']}>
            <dt>{wallDate(language, on)}</dt>
            <dd>
              <bdi>{name}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function Day(of: { name: string; intervals: readonly Interval[]; isToday?: boolean }) {
  const { locations: said } = useWords()
  const { language } = useFormats()
  const { name, intervals, isToday = false } = of
  return (
    <div className={css['day']} data-today={isToday || undefined}>
      <dt>{name}</dt>
      <dd className={intervals.length === 0 ? 'quiet' : 'number'}>
        {intervals.length === 0 ? said.closed : intervalsIn(language, intervals)}
      </dd>
    </div>
  )
}
