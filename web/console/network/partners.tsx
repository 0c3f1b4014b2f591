import { useQuery } from '@tanstack/react-query'
import { answerOf, api, type Item } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { useList } from '../../lib/use-list.ts'
import { useRefresh } from '../../lib/use-refresh.ts'
import { SelectField, TextArea, TextField } from '../../ui/form/field.tsx'
import { Facts, Section } from '../../ui/steps.tsx'
import { durationWords } from '../locations/edit.ts'
import { allLocations } from '../locations/use-all.ts'
import { useWords, type Words } from '../words/index.ts'
import { changedFields, changedValues, orNull, type Draft } from './draft.ts'
import type { FieldsProps, Kind } from './kind.ts'
import { LocationLinks } from './locations.tsx'
import { Things } from './things.tsx'

type Partner = Item<'/v1/partners'>
type PartnerKind = Partner['kind']

const KEY = ['network', 'partners', 'list']
const DAY_MINUTES = 1440

/** Who runs locations for the retailer. */
export function Partners() {
  useRefresh('network', KEY, 1000)
  const list = useList({
    key: KEY,
    page: (cursor, signal) => {
      const query = { limit: 200, ...(cursor !== undefined && { cursor }) }
      return answerOf(api.GET('/v1/partners', { params: { query }, signal }))
    },
  })
  return <Things kind={partners} list={list} />
}

const partners: Kind<Partner> = {
  id: 'partners',
  icon: 'users',
  empty: {
    kind: 'supplier',
    contactName: '',
    email: '',
    phone: '',
    leadDays: '',
    note: '',
  },
  columns: ({ network: said }) => [
    {
      id: 'kind',
      head: said.columns.kind,
      width: 'minmax(110px, 1fr)',
      narrow: 'end',
      cell: ({ kind }) => said.partners.kinds[kind],
    },
    {
      id: 'contact',
      head: said.columns.contact,
      width: 'minmax(140px, 1.5fr)',
      cell: ({ contactName, email, phone }) => contactName ?? email ?? phone ?? '',
    },
    {
      id: 'leadDays',
      head: said.columns.leadDays,
      width: '128px',
      align: 'end',
      cell: ({ leadDays }) => leadDays ?? '',
    },
  ],
  draftOf: (partner) => ({
    kind: partner.kind,
    contactName: partner.contactName ?? '',
    email: partner.email ?? '',
    phone: partner.phone ?? '',
    leadDays: partner.leadDays === null ? '' : String(partner.leadDays),
    note: partner.note ?? '',
  }),
  read: (code) => answerOf(api.GET('/v1/partners/{code}', { params: { path: { code } } })),
  create: (draft, header) => {
    const body = { code: draft['code']!.trim(), ...valuesOf(draft) }
    return answerOf(api.POST('/v1/partners', { params: { header }, body }))
  },
  change: ({ code, version }, { before, draft }, header) => {
    const fields = changedValues(valuesOf(draft), changedFields(before, draft))
    const body = { version, changes: [{ action: 'set' as const, fields }] }
    const params = { path: { code }, header }
    return answerOf(api.POST('/v1/partners/{code}/changes', { params, body }))
  },
  archive: ({ code, version }, header) => {
    const body = { version, changes: [{ action: 'archive' as const }] }
    const params = { path: { code }, header }
    return answerOf(api.POST('/v1/partners/{code}/changes', { params, body }))
  },
  textOf: (field, value, { network }: Words) => {
    return field === 'kind' ? network.partners.kinds[value as PartnerKind] : value
  },
  Fields: PartnerFields,
  About: AboutPartner,
}

function valuesOf(draft: Draft) {
  const leadDays = orNull(draft['leadDays'])
  return {
    name: draft['name']!.trim(),
    kind: draft['kind'] as PartnerKind,
    contactName: orNull(draft['contactName']),
    email: orNull(draft['email']),
    phone: orNull(draft['phone']),
    leadDays: leadDays === null ? null : Number(leadDays),
    note: orNull(draft['note']),
  }
}

function PartnerFields({ draft, set, faultOf }: FieldsProps) {
  const { network: said } = useWords()
  const text = (name: 'contactName' | 'email' | 'phone' | 'leadDays', most: number) => (
    <TextField
      label={said.fields[name]}
      fault={faultOf(name)}
      inputMode={name === 'leadDays' ? 'numeric' : 'text'}
      maxLength={most}
      autoComplete="off"
      value={draft[name]}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  )
  return (
    <>
      <div className="pair">
        <SelectField
          label={said.fields.kind}
          value={draft['kind']}
          choices={Object.entries(said.partners.kinds).map(([value, label]) => ({ value, label }))}
          onChange={(event) => set({ kind: event.currentTarget.value })}
        />
        {text('leadDays', 4)}
      </div>
      {text('contactName', 100)}
      <div className="pair">
        {text('email', 200)}
        {text('phone', 40)}
      </div>
      <TextArea
        label={said.fields.note}
        fault={faultOf('note')}
        maxLength={2000}
        value={draft['note']}
        onChange={(event) => set({ note: event.currentTarget.value })}
      />
    </>
  )
}

function AboutPartner({ row }: { row: Partner }) {
  const { network: said } = useWords()
  const { language } = useFormats()
  const { code, kind, contactName, email, phone, leadDays, note } = row
  const { data } = useQuery({
    queryKey: ['network', 'of-partner', code],
    queryFn: ({ signal }) => allLocations(signal, { partner: code }),
  })
  return (
    <>
      <Facts
        facts={[
          [said.fields.code, <bdi key="code">{code}</bdi>],
          [said.fields.kind, said.partners.kinds[kind]],
          [said.fields.contactName, contactName ?? said.none],
          [said.fields.email, email === null ? said.none : <a href={`mailto:${email}`}>{email}</a>],
          [said.fields.phone, <bdi key="phone">{phone ?? said.none}</bdi>],
          [
            said.columns.leadDays,
            leadDays === null ? said.none : durationWords(language, leadDays * DAY_MINUTES),
          ],
          ...(note === null ? [] : [[said.fields.note, note] as const]),
        ]}
      />
      {data && (
        <Section title={said.partners.runs}>
          <LocationLinks codes={data.map((location) => location.code)} />
        </Section>
      )}
    </>
  )
}
