desk-nav = The desk
desk-nav-home = Today
desk-nav-listings = Listings
desk-nav-people = People
desk-nav-city = City
desk-title = What needs a look
