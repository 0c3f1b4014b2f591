import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { answerOf, api, type Answer, type Item } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { CheckField } from '../../ui/form/field.tsx'
import { Facts, Section } from '../../ui/steps.tsx'
import { usePlaces } from '../inventory/use-places.ts'
import { useWords } from '../words/index.ts'
import { codesChanged, codesIn } from './draft.ts'
import type { FieldsProps, Kind } from './kind.ts'
import { LocationLinks } from './locations.tsx'
import { Things } from './things.tsx'
import { useAll } from './use-all.ts'
import css from './network.module.css'

type Group = Item<'/v1/location-groups'>
type Whole = Answer<'/v1/location-groups/{code}', 'get'>

/** What people and rules speak of together. */
export function Groups() {
  const list = useAll(['network', 'groups'], (signal) => {
    return answerOf(api.GET('/v1/location-groups', { signal }))
  })
  return <Things kind={groups} list={list} />
}

const groups: Kind<Group, Whole> = {
  id: 'groups',
  icon: 'store',
  isOfSome: true,
  empty: { locations: '' },
  columns: ({ network: said }) => [
    {
      id: 'locations',
      head: said.columns.locations,
      width: '140px',
      align: 'end',
      narrow: 'end',
      cell: ({ locationCount }) => said.locationCount(locationCount),
    },
  ],
  draftOf: ({ locations }) => ({ locations: locations.toSorted().join(',') }),
  read: (code) => readGroup(code),
  create: (draft, header) => {
    const [code, name] = [draft['code']!.trim(), draft['name']!.trim()]
    const body = { code, name, locations: codesIn(draft) }
    return answerOf(api.POST('/v1/location-groups', { params: { header }, body }))
  },
  change: ({ code, version }, { before, draft }, header) => {
    const name = draft['name']!.trim()
    const { added, removed } = codesChanged(before, draft)
    const changes = [
      ...(name === before['name'] ? [] : [{ action: 'set' as const, fields: { name } }]),
      ...(added.length === 0 ? [] : [{ action: 'add' as const, locations: added }]),
      ...(removed.length === 0 ? [] : [{ action: 'remove' as const, locations: removed }]),
    ]
    const params = { path: { code }, header }
    return answerOf(
      api.POST('/v1/location-groups/{code}/changes', { params, body: { version, changes } }),
    )
  },
  archive: ({ code, version }, header) => {
    const body = { version, changes: [{ action: 'archive' as const }] }
    const params = { path: { code }, header }
    return answerOf(api.POST('/v1/location-groups/{code}/changes', { params, body }))
  },
  textOf: (field, value) => (field === 'locations' ? value.replaceAll(',', ', ') : value),
  Fields: GroupFields,
  About: AboutGroup,
}

function readGroup(code: string, signal?: AbortSignal): Promise<Whole> {
  const params = { path: { code } }
  return answerOf(api.GET('/v1/location-groups/{code}', { params, ...(signal && { signal }) }))
}

function GroupFields({ draft, set }: FieldsProps) {
  const { network: said } = useWords()
  const { choices } = usePlaces()
  const { number } = useFormats()
  const chosen = new Set(codesIn(draft))
  const change = (code: string, isIn: boolean) => {
    const codes = isIn ? [...chosen, code] : [...chosen].filter((one) => one !== code)
    set({ locations: codes.toSorted().join(',') })
  }
  return (
    <fieldset className={css['several']}>
      <legend>
        {said.fields.locations} <span className="quiet">{number(chosen.size)}</span>
      </legend>
      <div className={css['choices']}>
        {choices.map(({ value, label }) => (
          <CheckField
            key={value}
            label={label}
            checked={chosen.has(value)}
            onChange={(event) => change(value, event.currentTarget.checked)}
          />
        ))}
      </div>
    </fieldset>
  )
}

function AboutGroup({ row: { code } }: { row: Group }) {
  const { network: said } = useWords()
  const { data } = useQuery({
    queryKey: ['network', 'groups', code],
    queryFn: ({ signal }) => readGroup(code, signal),
  })
  return (
    <>
      <Facts facts={[[said.fields.code, <bdi key="code">{code}</bdi>]]} />
      {data && (
        <Section title={said.groups.among}>
          <LocationLinks codes={data.locations} />
        </Section>
      )}
      <p>
        <Link to="/locations" search={{ group: code }}>
          {said.onList}
        </Link>
      </p>
    </>
  )
}
