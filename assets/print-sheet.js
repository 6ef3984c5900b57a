// The button of the printed sheet of a route (app/itinerary/out/sheet.html).
document.querySelector(".print").addEventListener("click", () => window.print());
