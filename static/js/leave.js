// An answer that leads to another screen is a plain navigation, so that the page, its scripts, focus and history are fresh.
document.addEventListener("htmx:after:request", (event) => {
  const { ctx } = event.detail ?? {};
  const address = ctx?.hx?.location;
  if (!address?.startsWith("/") || address.startsWith("//")) return;
  event.preventDefault();
  // after the other listeners: what was typed and is now saved has to be let go first
  setTimeout(() => {
    const here = location.pathname + location.search;
    location.assign(address);
    // the same page with another fragment would only scroll
    if (address.includes("#") && address.split("#")[0] === here) location.reload();
  });
});
