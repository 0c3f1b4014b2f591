import { abilitiesIn, fieldsOf, faultsOf, type Draft, type FaultCode } from './edit.ts'
import { textOf } from './capacity.ts'
import type { Location } from './hours.ts'

/** What is typed about a location that does not exist yet. */
export type NewDraft = Draft & {
  code: string
  kind: Location['kind']
  country: string
  timeZone: string
}

/** As the server fills in what is left out. */
const EMPTY: Draft = {
  name: '',
  city: '',
  region: '',
  postalCode: '',
  lat: '',
  lon: '',
  ships: true,
  pickup: true,
  receivesReturns: true,
  sameDay: false,
  curbside: false,
  holdsParcels: false,
  legalEntity: '',
  partner: '',
  holidayCalendar: '',
  tags: '',
  groups: '',
  channels: '',
  handlingCost: '0.00',
  parcelCost: '0.00',
  acceptMinutes: '120',
  shipMinutes: '2880',
  handlingMinutes: '',
  capacity: textOf(null),
}

export function emptyNew(timeZone: string): NewDraft {
  return { ...EMPTY, code: '', kind: 'store', country: '', timeZone }
}

const CODE = /^[A-Za-z0-9][A-Za-z0-9._:/+-]{0,63}$/

/** What cannot be sent as it is, by field. */
export function newFaults(draft: NewDraft): Partial<Record<keyof NewDraft, FaultCode>> {
  const faults: Partial<Record<keyof NewDraft, FaultCode>> = faultsOf(draft)
  if (!CODE.test(draft.code.trim())) faults.code = 'code'
  if (draft.legalEntity === '') faults.legalEntity = 'chosen'
  if (draft.country === '') faults.country = 'chosen'
  return faults
}

export function bodyOf(draft: NewDraft) {
  const { code, kind, legalEntity, country, timeZone, name } = draft
  return {
    ...fieldsOf(draft, EMPTY),
    ...abilitiesIn(draft),
    code: code.trim(),
    kind,
    legalEntity,
    country,
    timeZone,
    name: name.trim(),
  }
}
