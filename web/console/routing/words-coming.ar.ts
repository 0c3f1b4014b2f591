import type { ComingWords } from './words-coming.en.ts'

export const words: ComingWords = {
  drawnFrom: (version, when) =>
    `المسودة مبنية على الإصدار ${version} الذي يسري من ${when}. إن نُشرت لوقت أسبق سرى معها.`,
  beginsWith: (version, when) =>
    `الإصدار ${version}، وكان سيسري من ${when}، يسري معها: ما يغيّره مذكور هنا أيضًا. ` +
    'لتنشر بدونه اسحبه أولًا من الإصدارات.',
  act: 'اسحبه',
  title: (version) => `هل تسحب الإصدار ${version}؟`,
  says:
    'لن يسري أبدًا. وما كان قد حلّ محله يسري من جديد في موعده. ما تغيّره المسودة سواه يبقى فيها. ' +
    'ويمكن استعادة قواعده من الإصدارات.',
  done: (version) => `سُحب الإصدار ${version}`,
  mark: 'مسحوب',
  was: (when) => `كان سيسري من ${when}`,
  by: (who, when) => `سحبه ${who}، ${when}`,
  saying: (note) => `«${note}»`,
}
