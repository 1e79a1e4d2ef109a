// What is pasted comes in whole. A browser cuts it at maxlength without a word; the server says that it is too long, and keeps it.
document.addEventListener("focusin", ({ target }) => {
  if (target.matches("textarea[maxlength]")) target.removeAttribute("maxlength");
});
