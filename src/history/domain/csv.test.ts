import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createCsvReader, type CsvRecord } from './csv.ts'

function read(...pieces: string[]): CsvRecord[] {
  const records: CsvRecord[] = []
  const reader = createCsvReader((record) => records.push(record))
  for (const piece of pieces) reader.push(piece)
  reader.end()
  return records
}

test('plain records, either line end, no end at the end', () => {
  assert.deepEqual(read('\uFEFFa,b\r\n1,\n\n,2'), [
    { line: 1, fields: ['a', 'b'] },
    { line: 2, fields: ['1', ''] },
    { line: 4, fields: ['', '2'] },
  ])
})

test('quotes hold commas, quotes and line ends', () => {
  assert.deepEqual(read('"a,b","say ""no"""\n"two\nlines",x\n'), [
    { line: 1, fields: ['a,b', 'say "no"'] },
    { line: 2, fields: ['two\nlines', 'x'] },
  ])
})

test('what is no record is told with its line, the others are kept', () => {
  assert.deepEqual(read('1,2\na"b"c,3\n4,5\n"open,6\n7,8\n'), [
    { line: 1, fields: ['1', '2'] },
    { line: 2, fault: 'a quote stands within a field' },
    { line: 3, fields: ['4', '5'] },
    { line: 4, fault: 'a quote is never closed' },
    { line: 5, fields: ['7', '8'] },
  ])
})

test('whatever is written is read, wherever the text is cut', () => {
  const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', 'é', ' '), maxLength: 8 })
  const record = fc.array(field, { minLength: 2, maxLength: 4 })
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 6 }), fc.nat(), (records, cut) => {
      const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
      const text = records.map((fields) => fields.map(quoted).join(',')).join('\n')
      const at = cut % (text.length + 1)
      const found = read(text.slice(0, at), text.slice(at))
      assert.deepEqual(
        found.map((one) => ('fields' in one ? one.fields : one.fault)),
        records,
      )
    }),
  )
})
