// Reads calendar files by ical.js, with the time zones that the files themselves define, and prints their events.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const events = process.argv.slice(2).flatMap((file) => {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf-8")));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  return calendar.getAllSubcomponents("vevent").map((part) => {
    const event = new ICAL.Event(part);
    return {
      uid: event.uid,
      sequence: event.sequence,
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      stamp: part.getFirstPropertyValue("dtstamp").toJSDate().toISOString(),
      summary: event.summary,
      location: event.location ?? "",
      description: event.description,
      status: part.getFirstPropertyValue("status") ?? "",
      attendees: event.attendees.map((one) => [one.getParameter("cn"), one.getFirstValue()]),
      properties: part.getAllProperties().map((one) => one.name.toUpperCase()),
    };
  });
});
process.stdout.write(JSON.stringify(events));
