import { useQuery } from '@tanstack/react-query'
import { answerOf, api, type Answer, type Item } from '../../lib/api.ts'
import { useFormats, useSession } from '../../lib/session.tsx'
import { useNow } from '../../lib/use-now.ts'
import { wallClock, wallDate } from '../../lib/wall-time.ts'
import { TextArea } from '../../ui/form/field.tsx'
import { Facts, Section } from '../../ui/steps.tsx'
import { useWords } from '../words/index.ts'
import { daysIn, daysText, type Draft } from './draft.ts'
import type { FieldsProps, Kind } from './kind.ts'
import { Things } from './things.tsx'
import { useAll } from './use-all.ts'
import css from './network.module.css'

type Calendar = Item<'/v1/holiday-calendars'>
type Whole = Answer<'/v1/holiday-calendars/{code}', 'get'>

/** Days on which the locations that have them are closed. */
export function Calendars() {
  const list = useAll(['network', 'calendars'], (signal) => {
    return answerOf(api.GET('/v1/holiday-calendars', { signal }))
  })
  return <Things kind={calendars} list={list} />
}

const calendars: Kind<Calendar, Whole> = {
  id: 'calendars',
  icon: 'calendar',
  empty: { days: '' },
  columns: ({ network: said }) => [
    {
      id: 'days',
      head: said.columns.days,
      width: '110px',
      align: 'end',
      narrow: 'end',
      cell: ({ dayCount }) => said.dayCount(dayCount),
    },
    {
      id: 'locations',
      head: said.columns.locations,
      width: '140px',
      align: 'end',
      cell: ({ locationCount }) => said.locationCount(locationCount),
    },
  ],
  draftOf: ({ days }) => ({ days: daysText(days) }),
  read: (code) => readCalendar(code),
  create: (draft, header) => {
    const [code, name] = [draft['code']!.trim(), draft['name']!.trim()]
    const body = { code, name, days: daysOf(draft) }
    return answerOf(api.POST('/v1/holiday-calendars', { params: { header }, body }))
  },
  change: ({ code, version }, { before, draft }, header) => {
    const name = draft['name']!.trim()
    const isSame = draft['days'] === before['days']
    const changes = [
      ...(name === before['name'] ? [] : [{ action: 'set' as const, fields: { name } }]),
      ...(isSame ? [] : [{ action: 'set_days' as const, days: daysOf(draft) }]),
    ]
    const params = { path: { code }, header }
    return answerOf(
      api.POST('/v1/holiday-calendars/{code}/changes', { params, body: { version, changes } }),
    )
  },
  archive: ({ code, version }, header) => {
    const body = { version, changes: [{ action: 'archive' as const }] }
    const params = { path: { code }, header }
    return answerOf(api.POST('/v1/holiday-calendars/{code}/changes', { params, body }))
  },
  textOf: (field, value) => (field === 'days' ? value.replaceAll('\n', ', ') : value),
  Fields: CalendarFields,
  About: AboutCalendar,
}

function readCalendar(code: string, signal?: AbortSignal): Promise<Whole> {
  const params = { path: { code } }
  return answerOf(api.GET('/v1/holiday-calendars/{code}', { params, ...(signal && { signal }) }))
}

/** The form has no line that is none when this is asked. */
const daysOf = (draft: Draft) => daysIn(draft['days']!).filter((day) => day !== undefined)

function CalendarFields({ draft, set, faultOf }: FieldsProps) {
  const { network: said } = useWords()
  return (
    <TextArea
      label={said.fields.days}
      hint={said.calendars.daysHint}
      fault={faultOf('days')}
      rows={10}
      dir="ltr"
      spellCheck={false}
      placeholder="2026-12-25 …"
      value={draft['days']}
      onChange={(event) => set({ days: event.currentTarget.value })}
    />
  )
}

const SHOWN = 20

function AboutCalendar({ row: { code, locationCount, dayCount } }: { row: Calendar }) {
  const { network: said } = useWords()
  const { language } = useFormats()
  const { timeZone } = useSession()
  const today = wallClock(timeZone, useNow()).date
  const { data } = useQuery({
    queryKey: ['network', 'calendars', code],
    queryFn: ({ signal }) => readCalendar(code, signal),
  })
  const next = data?.days.filter(({ on }) => on >= today)
  return (
    <>
      <Facts
        facts={[
          [said.fields.code, <bdi key="code">{code}</bdi>],
          [said.columns.days, said.dayCount(dayCount)],
          [said.columns.locations, said.locationCount(locationCount)],
        ]}
      />
      {next && (
        <Section title={said.calendars.next}>
          {next.length === 0 && <p className="quiet">{said.calendars.past}</p>}
          <dl className={css['days']}>
            {next.slice(0, SHOWN).map(({ on, name }) => (
              <div key={`${on} ${name}`}>
                <dt>{wallDate(language, on)}</dt>
                <dd>
                  <bdi>{name}</bdi>
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
    </>
  )
}
