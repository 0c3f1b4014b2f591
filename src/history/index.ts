export { importOlist, type Imported } from './actions/import/olist.ts'
export { HistoryError } from './actions/read.ts'
export { playScript } from './actions/replay/index.ts'
