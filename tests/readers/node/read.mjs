// node read.mjs ical.js|node-ical FILE... -> {"FILE": [[uid, start, end, summary], ...]}
// Every date from FIRST to LAST, rules expanded; times in UTC as 20270209T100000Z, whole days as 20270209.
import fs from 'node:fs';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';

const FIRST = new Date('2024-01-01T00:00:00Z');
const LAST = new Date('2043-01-01T00:00:00Z');

const utc = (date) => date.toISOString().replace(/[-:]|\.000/g, '');
const day = (year, month, number) =>
  [String(year).padStart(4, '0'), ...[month, number].map((part) => String(part).padStart(2, '0'))].join('');

function readWithIcalJs(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents('vtimezone')) {
    ICAL.TimezoneService.register(zone);
  }
  const told = (time) => (time.isDate ? day(time.year, time.month, time.day) : utc(time.toJSDate()));
  const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  const masters = events.filter((event) => !event.isRecurrenceException());
  const byUid = new Map(masters.map((event) => [event.uid, event]));
  for (const event of events.filter((one) => one.isRecurrenceException())) {
    byUid.get(event.uid).relateException(event);
  }
  const found = [];
  for (const event of masters) {
    if (!event.isRecurring()) {
      found.push([event.uid, told(event.startDate), told(event.endDate), event.summary]);
      continue;
    }
    const dates = event.iterator();
    for (let next = dates.next(); next && next.toJSDate() < LAST; next = dates.next()) {
      const { startDate, endDate, item } = event.getOccurrenceDetails(next);
      found.push([event.uid, told(startDate), told(endDate), item.summary]);
    }
  }
  return found;
}

function readWithNodeIcal(text) {
  const told = (date, isDay) =>
    isDay ? day(date.getFullYear(), date.getMonth() + 1, date.getDate()) : utc(date);
  const found = [];
  for (const event of Object.values(nodeIcal.sync.parseICS(text))) {
    if (event.type !== 'VEVENT') continue;
    for (const one of nodeIcal.expandRecurringEvent(event, { from: FIRST, to: LAST })) {
      found.push([
        event.uid,
        told(one.start, one.isFullDay),
        told(one.end, one.isFullDay),
        String(one.summary?.val ?? one.summary),
      ]);
    }
  }
  return found;
}

const readers = { 'ical.js': readWithIcalJs, 'node-ical': readWithNodeIcal };
const [reader, ...files] = process.argv.slice(2);
const read = (file) => readers[reader](fs.readFileSync(file, 'utf8'));
console.log(JSON.stringify(Object.fromEntries(files.map((file) => [file, read(file)]))));
