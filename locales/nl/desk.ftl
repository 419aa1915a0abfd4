desk-nav = Het bureau
desk-nav-home = Vandaag
desk-nav-listings = Aanbod
desk-nav-people = Mensen
desk-nav-city = Stad
desk-title = Waar je naar moet kijken
