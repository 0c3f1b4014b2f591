import { html, type Html } from './html.ts'

/** What a state asks of who reads it: the same colour and shape on every page. */
export type Tone = 'neutral' | 'moving' | 'attention' | 'critical' | 'done'

/** A state in words; its tone is also a shape, so that colour is never all there is. */
export function pill(tone: Tone, label: string): Html {
  return html`<span class="pill ${tone}">${label}</span>`
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** A moment as people of a time zone write it: 24 Nov 2026, 18:02. */
export function timeIn(zone: string, at: Temporal.Instant): Html {
  const { day, month, year, hour, minute } = at.toZonedDateTimeISO(zone)
  const clock = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
  const exact = at.toString({ smallestUnit: 'second' })
  return html`<time datetime="${exact}">${day} ${MONTHS[month - 1]} ${year}, ${clock}</time>`
}

/** What a time zone is called at a moment: CET in winter, CEST in summer. */
export function zoneName(zone: string, at: Temporal.Instant): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'short' })
  const parts = format.formatToParts(at.epochMilliseconds)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone
}

/**
 * A column of a table. On a phone each row is a card: its `title` and what stands at its `end` are
 * the first line, then what is `plain` by itself and everything else behind its head. A number that
 * is only for wide windows is left out.
 */
export type Column<Row> = {
  head: string
  as?: 'title' | 'end' | 'plain' | 'number' | 'wide'
  cell: (row: Row) => unknown
}

/**
 * A table that is a list of cards on a phone. A column that has nothing to say in any row is left
 * out. The roles keep it a table for those who hear it.
 */
export function table<Row>(
  name: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Html {
  const cells = rows.map((row) => columns.map(({ cell }) => html`${cell(row)}`))
  const used = [...columns.keys()].filter((i) => cells.some((row) => !isEmpty(row[i]!)))
  return html`<div class="sheet">
    <table role="table" aria-label="${name}">
      <thead role="rowgroup">
        <tr role="row">
          ${used.map((i) => headOf(columns[i]!))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${cells.map(
          (row) =>
            html`<tr role="row">
              ${used.map((i) => cellOf(columns[i]!, row[i]!))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

type Look = Pick<Column<unknown>, 'head' | 'as'>

function headOf({ head, as }: Look): Html {
  return html`<th role="columnheader" scope="col" class="${as}">${head}</th>`
}

function cellOf({ head, as }: Look, content: Html): Html {
  if (as === 'title') return html`<th role="rowheader" scope="row" class="title">${content}</th>`
  const look = isEmpty(content) ? `${as ?? ''} none` : as
  return html`<td role="cell" class="${look}" data-head="${head}">${content}</td>`
}

function isEmpty({ markup }: Html): boolean {
  return markup.trim() === ''
}
